package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.KeptTokens.Verified;
import dev.orgstorage.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeptTokensTest {
    private static final Instant NOW = Instant.parse("2026-10-25T01:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final KeptTokens kept = new KeptTokens(clock);
    private final List<String> verified = new ArrayList<>();
    private Instant end = NOW.plus(Duration.ofHours(1));

    @Test
    void aTokenIsVerifiedOnceAMinute() {
        ask("ann");
        clock.advance(Duration.ofMillis(59_999));
        ask("ann");
        assertThat(verified).containsExactly("ann");
        clock.advance(Duration.ofMillis(1));
        ask("ann");
        assertThat(verified).containsExactly("ann", "ann");
    }

    @Test
    void whatDiffersInCaseAloneIsAnotherToken() {
        ask("ann");
        ask("Ann");
        assertThat(verified).containsExactly("ann", "Ann");
    }

    @Test
    void fromTheMomentItEndsATokenIsVerifiedEachTime() {
        end = NOW.plusSeconds(5);
        ask("ann");
        clock.advance(Duration.ofMillis(4_999));
        ask("ann");
        assertThat(verified).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        ask("ann");
        ask("ann");
        assertThat(verified).hasSize(3);
    }

    @Test
    void aTokenThatIsNotThereYetIsVerifiedEachTime() {
        ask("ann");
        clock.set(NOW.minusMillis(1));
        ask("ann");
        ask("ann");
        assertThat(verified).hasSize(3);
    }

    @Test
    void refusalsPushNobodyOut() {
        ask("ann");
        for (int i = 0; i < 20_000; i++) {
            String bad = "bad" + i;
            assertThatThrownBy(() -> kept.principal(bad, KeptTokensTest::refuse))
                    .isInstanceOf(Unauthenticated.class);
        }
        ask("ann");
        assertThat(verified).containsExactly("ann");
    }

    private void ask(String token) {
        assertThat(kept.principal(token, this::verify).user()).isEqualTo(new UserId(token));
    }

    private Verified verify(String token) {
        verified.add(token);
        return new Verified(Principal.personal(new UserId(token)), NOW, end);
    }

    private static Verified refuse(String token) {
        throw new Unauthenticated("no");
    }
}
