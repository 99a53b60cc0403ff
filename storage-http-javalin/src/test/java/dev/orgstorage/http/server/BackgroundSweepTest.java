package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.Sweep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundSweepTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryFileRecords records = new InMemoryFileRecords(clock);

    @Test
    void itSweepsAgainAndAgainWhateverFails() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        Faults faults = new Faults(call -> {
            three.countDown();
            return Fault.FAIL_BEFORE;
        });
        Sweep sweep = new Sweep(
                records,
                faults.around(Tombstones.class, records.tombstones()),
                records.ledger(),
                new InMemoryObjectStore(clock));
        try (BackgroundSweep background = BackgroundSweep.start(
                sweep,
                new SweepMeter(new SimpleMeterRegistry(), InstantSource.system()),
                Duration.ofMillis(1),
                new Random(1))) {
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(background).isNotNull();
        }
    }
}
