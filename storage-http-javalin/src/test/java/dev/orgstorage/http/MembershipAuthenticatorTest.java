package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.ACME;
import static dev.orgstorage.http.TestApi.ANN;
import static dev.orgstorage.http.TestApi.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Sessions.Session;
import dev.orgstorage.testkit.InMemoryIdentities;
import dev.orgstorage.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that are believed in who asks, and in nothing else; and answers that are used again for a while. */
final class MembershipAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-10-25T01:00:00Z");
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryIdentities host = new InMemoryIdentities(clock);

    @Test
    void whatATokenSaysOfMembershipsIsNotBelieved() {
        host.join(ANN, GLOBEX, "admin");
        Principal told = told(Principal.in(ACME, ANN, Role.OWNER));
        assertThat(told).isEqualTo(new Principal(ANN, Owner.of(ACME), Map.of(GLOBEX, Role.ADMIN)));
        assertThatThrownBy(() -> told.caller(null)).isInstanceOf(StorageException.NotAMember.class);
        assertThat(told.caller("org_globex").role()).isEqualTo(Role.ADMIN);
        assertThat(told.caller("personal").context()).isEqualTo(Owner.of(ANN));
    }

    @Test
    void aUserWhoIsGoneIsRefusedThoughTheirTokenIsGood() {
        host.join(ANN, ACME, "admin");
        host.remove(ANN);
        assertThatThrownBy(() -> told(Principal.personal(ANN))).isInstanceOf(StorageException.Unauthenticated.class);
    }

    @Test
    void aMemberWhoIsRemovedReachesNothingWithTheNextRequest() {
        Tokens tokens = new Tokens(clock);
        Authenticator jwt = new JwtAuthenticator(JwtSettings.shared(Tokens.SECRET), clock);
        host.join(ANN, ACME, "member");
        try (TestApi api = new TestApi(new MembershipAuthenticator(jwt, host, Roles.STANDARD))) {
            String token = Tokens.shared(tokens.claims(ANN.value()).claim("org_id", ACME.value()));
            Client ann = api.stranger().with("Authorization", "Bearer " + token);
            String id = api.ready(ann).at("/id").asString();
            host.leave(ANN, ACME);
            for (Reply reply : StorageApiAccessTest.everyRoute(ann, id)) {
                reply.problem(403, "not_a_member");
            }
            assertThat(api.records.all()).hasSize(1);
            assertThat(ann.in("personal").get("/list").succeeded().json().at("/files"))
                    .isEmpty();
        }
    }

    @Test
    void anAnswerIsUsedAgainForAsLongAsIsSetAndNoLonger() {
        KeptMemberships kept = new KeptMemberships(host, KEPT, clock);
        assertThat(kept.of(ANN)).isEmpty();
        host.join(ANN, ACME, "admin");
        assertThat(kept.of(ANN)).contains(Map.of(ACME, "admin"));
        host.leave(ANN, ACME);
        clock.set(NOW.plus(KEPT).minusNanos(1));
        assertThat(kept.of(ANN)).contains(Map.of(ACME, "admin"));
        assertThat(kept.of(new UserId("bob"))).isEmpty();
        clock.set(NOW.plus(KEPT));
        assertThat(kept.of(ANN)).contains(Map.of());
    }

    @Test
    void aSessionIsUsedAgainForAsLongAsIsSetAndNoLonger() {
        KeptSessions kept = new KeptSessions(host, KEPT, clock);
        host.signIn("anns", ANN, null, NOW.plusSeconds(60));
        assertThat(kept.find("anns")).contains(new Session(ANN, null, Map.of()));
        host.signOut("anns");
        assertThat(kept.find("anns")).isPresent();
        assertThat(kept.find("Anns")).isEmpty();
        clock.set(NOW.plus(KEPT));
        assertThat(kept.find("anns")).isEmpty();
    }

    @Test
    void onlyTheLatestAreKept() {
        KeptMemberships kept = new KeptMemberships(host, KEPT, clock);
        for (int i = 0; i <= 32_768; i++) {
            UserId user = new UserId("user " + i);
            host.join(user, new OrganizationId("first"), "member");
            kept.of(user);
            host.leave(user, new OrganizationId("first"));
        }
        assertThat(kept.of(new UserId("user 0"))).contains(Map.of());
        assertThat(kept.of(new UserId("user 2")).orElseThrow()).hasSize(1);
    }

    private Principal told(Principal claimed) {
        return new MembershipAuthenticator(request -> claimed, host, Roles.STANDARD).authenticate(Tokens.request(null));
    }
}
