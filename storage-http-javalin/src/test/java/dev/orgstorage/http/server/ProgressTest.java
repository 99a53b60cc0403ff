package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.testkit.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter told = new StringWriter();
    private final PrintWriter writer = new PrintWriter(told, true);
    private final SettableClock clock = new SettableClock(Instant.EPOCH);

    @Test
    void aLineIsToldEveryTenThousandThings() {
        try (Progress progress = new ProgressInLines(writer, "objects", clock)) {
            for (int done = 1_000; done <= 25_000; done += 1_000) {
                progress.at(done, "all well");
            }
        }
        assertThat(told.toString().lines()).containsExactly("10000 objects: all well", "20000 objects: all well");
    }

    @Test
    void aLineIsToldEveryTenSecondsHoweverSlowItIs() {
        try (Progress progress = new ProgressInLines(writer, "objects", clock)) {
            for (int done = 1; done <= 25; done++) {
                clock.advance(Duration.ofSeconds(1));
                progress.at(done, "slow");
            }
        }
        assertThat(told.toString().lines()).containsExactly("10 objects: slow", "20 objects: slow");
    }

    @Test
    void aBarGoesOnInItsLineAndLeavesItEmpty() {
        try (Progress progress = new ProgressOnTerminal(writer, "objects")) {
            progress.at(1_234, "all well");
        }
        assertThat(told.toString())
                .contains("objects ")
                .contains(" 1234/? ")
                .contains("all well")
                .doesNotContain("\n");
        assertThat(told.toString()).endsWith("\r" + " ".repeat(79) + "\r");
    }

    @Test
    void whereNobodyLooksItIsLines() {
        try (Progress progress = Progress.of(writer, "objects")) {
            assertThat(progress).isInstanceOf(ProgressInLines.class);
        }
    }
}
