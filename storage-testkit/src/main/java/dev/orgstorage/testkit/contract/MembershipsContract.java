package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Memberships;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promises of {@link Memberships}. */
public interface MembershipsContract {
    /** A host that knows nobody yet, the same at each call of a test. */
    HostIdentities host();

    @Test
    default void aMemberIsOneWithTheRoleOfTheHost() {
        UserId ann = new UserId("ann");
        host().join(ann, new OrganizationId("acme"), "org:Chief, acting");
        host().join(ann, new OrganizationId("globex"), "member");
        host().join(new UserId("bob"), new OrganizationId("initech"), "owner");
        assertThat(host().memberships().of(ann))
                .contains(Map.of(
                        new OrganizationId("acme"), "org:Chief, acting",
                        new OrganizationId("globex"), "member"));
    }

    @Test
    default void whoeverLeavesIsNoMemberTheNextTime() {
        UserId ann = new UserId("ann");
        host().join(ann, new OrganizationId("acme"), "admin");
        assertThat(host().memberships().of(ann)).isNotEmpty();
        host().leave(ann, new OrganizationId("acme"));
        assertThat(host().memberships().of(ann)).contains(Map.of());
        host().join(ann, new OrganizationId("acme"), "member");
        assertThat(host().memberships().of(ann)).contains(Map.of(new OrganizationId("acme"), "member"));
    }

    @Test
    default void aUserWhomNobodyKnowsIsNotOneWithoutMemberships() {
        UserId ann = new UserId("ann");
        assertThat(host().memberships().of(ann)).isEmpty();
        host().add(ann);
        assertThat(host().memberships().of(ann)).contains(Map.of());
        host().remove(ann);
        assertThat(host().memberships().of(ann)).isEmpty();
    }

    @Test
    default void idsAreComparedByEveryCharacter() {
        host().join(new UserId("ann"), new OrganizationId("acme"), "member");
        for (String other : List.of("ANN", "ann ", " ann", "an", "%", "a_n", "ann'", "ánn")) {
            assertThat(host().memberships().of(new UserId(other))).as(other).isEmpty();
        }
    }

    @Test
    default void rolesOfAMemberTwiceAreJoined() {
        UserId ann = new UserId("ann");
        host().join(ann, new OrganizationId("acme"), "member");
        host().join(ann, new OrganizationId("acme"), "admin");
        assertThat(host().memberships().of(ann).orElseThrow().values())
                .singleElement()
                .isIn("member,admin", "admin,member");
    }

    @Test
    default void aHostThatDoesNotAnswerIsUnavailable() {
        host().stop();
        assertThatThrownBy(() -> host().memberships().of(new UserId("ann")))
                .isInstanceOf(StorageException.Unavailable.class);
    }
}
