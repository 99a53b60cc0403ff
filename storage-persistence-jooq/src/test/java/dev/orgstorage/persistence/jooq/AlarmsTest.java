package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AlarmsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void anAlarmRingsOnceItsTimeHasCome() {
        try (Alarms alarms = new Alarms()) {
            CompletableFuture<String> rung = new CompletableFuture<>();
            long set = System.nanoTime();
            alarms.set(new Object(), Duration.ofMillis(120), () -> rung.complete("rung"));
            assertThat(rung.join()).isEqualTo("rung");
            assertThat(System.nanoTime() - set)
                    .isGreaterThan(Duration.ofMillis(120).toNanos());
        }
    }

    @Test
    void whatIsTakenBackDoesNotRing() {
        AtomicInteger rung = new AtomicInteger();
        try (Alarms alarms = new Alarms()) {
            Object about = new Object();
            alarms.set(about, LONG, rung::incrementAndGet);
            assertThat(alarms.takeBack(about)).isTrue();
        }
        assertThat(rung).hasValue(0);
    }

    @Test
    void whatHasRungCannotBeTakenBack() {
        try (Alarms alarms = new Alarms()) {
            CompletableFuture<String> rung = new CompletableFuture<>();
            Object about = new Object();
            alarms.set(about, Duration.ZERO, () -> rung.complete("rung"));
            rung.join();
            assertThat(alarms.takeBack(about)).isFalse();
        }
    }

    @Test
    void whatIsSetStillRingsAtTheEnd() {
        AtomicInteger rung = new AtomicInteger();
        try (Alarms alarms = new Alarms()) {
            alarms.set(new Object(), LONG, rung::incrementAndGet);
            alarms.set(new Object(), LONG, rung::incrementAndGet);
        }
        assertThat(rung).hasValue(2);
    }
}
