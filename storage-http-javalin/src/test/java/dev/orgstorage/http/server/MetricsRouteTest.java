package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.OpenDoor.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MetricsRouteTest {
    private static final String TOKEN = "sixteen letters!";
    private static final OpenDoor GUARDED = serving(new OperationSettings(TOKEN, Duration.ZERO));
    private static final OpenDoor OPEN = serving(OperationSettings.STANDARD);

    private static OpenDoor serving(OperationSettings settings) {
        return new OpenDoor(
                DoorSettings.standard().with(new DoorSettings.Rates(0, 3)),
                new Telemetry(Meters.start(), Tracing.none()),
                settings,
                line -> {});
    }

    @AfterAll
    static void stop() {
        GUARDED.close();
        OPEN.close();
    }

    /** However often it comes, and whatever its address has done; whoever guesses is counted, and stopped. */
    @Test
    void whoHasTheTokenIsAlwaysHeardAndNobodyElseIs() {
        for (int i = 0; i < 10; i++) {
            assertThat(asked(GUARDED, "Bearer " + TOKEN).status()).isEqualTo(200);
        }
        for (String wrong : List.of("Bearer " + TOKEN + "!", "Bearer", TOKEN)) {
            assertThat(asked(GUARDED, wrong).status()).as(wrong).isEqualTo(401);
        }
        assertThat(asked(GUARDED, "Bearer guessed").status()).isEqualTo(429);
        assertThat(GUARDED.ask("GET /metrics HTTP/1.1").status()).isEqualTo(429);
        Heard heard = asked(GUARDED, "Bearer " + TOKEN);
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.all()).doesNotContain(TOKEN);
    }

    @Test
    void withoutATokenItIsForAnybodyAsOftenAsAnybodyMayAsk() {
        Heard answer = OPEN.ask("GET /metrics HTTP/1.1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain").contains("version=0.0.4");
        assertThat(Scrape.parse(answer.body()).has("jvm_memory_used_bytes", Set.of("area")))
                .isTrue();
        OPEN.ask("GET /metrics HTTP/1.1");
        OPEN.ask("GET /metrics HTTP/1.1");
        assertThat(OPEN.ask("GET /metrics HTTP/1.1").status()).isEqualTo(429);
    }

    @Test
    void theSettingsDoNotPrintTheToken() {
        assertThat(new OperationSettings(TOKEN, Duration.ZERO).toString()).doesNotContain(TOKEN);
    }

    private static Heard asked(OpenDoor door, String authorization) {
        return door.ask("GET /metrics HTTP/1.1", "Authorization: " + authorization);
    }
}
