package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Sessions;
import dev.orgstorage.port.Sessions.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promises of {@link Sessions}. */
public interface SessionsContract {
    /** A host that knows nobody yet, the same at each call of a test. */
    HostIdentities host();

    @Test
    default void aSessionTellsItsUserAndWhereTheyAreAMember() {
        UserId ann = new UserId("ann");
        OrganizationId acme = new OrganizationId("acme");
        host().join(ann, acme, "admin");
        host().join(ann, new OrganizationId("globex"), "member");
        host().signIn("anns", ann, acme, Duration.ofHours(1));
        host().signIn("anns-too", ann, null, Duration.ofHours(1));
        Map<OrganizationId, String> memberships = Map.of(acme, "admin", new OrganizationId("globex"), "member");
        assertThat(host().sessions().find("anns")).contains(new Session(ann, acme, memberships));
        assertThat(host().sessions().find("anns-too")).contains(new Session(ann, null, memberships));
    }

    @Test
    default void aSessionOutlivesTheMembershipItWasActiveIn() {
        UserId ann = new UserId("ann");
        OrganizationId acme = new OrganizationId("acme");
        host().join(ann, acme, "admin");
        host().signIn("anns", ann, acme, Duration.ofHours(1));
        host().leave(ann, acme);
        assertThat(host().sessions().find("anns")).contains(new Session(ann, acme, Map.of()));
    }

    @Test
    default void aSessionThatIsOverOrWasEndedIsNone() {
        UserId ann = new UserId("ann");
        host().add(ann);
        host().signIn("over", ann, null, Duration.ofSeconds(-1));
        assertThat(host().sessions().find("over")).isEmpty();
        host().signIn("anns", ann, null, Duration.ofMinutes(1));
        assertThat(host().sessions().find("anns")).isNotEmpty();
        host().signOut("anns");
        assertThat(host().sessions().find("anns")).isEmpty();
    }

    @Test
    default void theSessionsOfAUserWhoIsGoneAreNone() {
        UserId ann = new UserId("ann");
        host().add(ann);
        host().signIn("anns", ann, null, Duration.ofHours(1));
        host().remove(ann);
        assertThat(host().sessions().find("anns")).isEmpty();
    }

    @Test
    default void aTokenIsComparedByEveryCharacter() {
        host().add(new UserId("ann"));
        host().signIn("AnnsToken", new UserId("ann"), null, Duration.ofHours(1));
        for (String other : List.of("annstoken", "AnnsToken ", "AnnsToke", "", "%", "AnnsToke_", "' or ''='")) {
            assertThat(host().sessions().find(other)).as(other).isEmpty();
        }
    }

    @Test
    default void aHostThatDoesNotAnswerIsUnavailableAndTellsNoToken() {
        host().stop();
        assertThatThrownBy(() -> host().sessions().find("AnnsToken"))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageNotContaining("AnnsToken");
    }
}
