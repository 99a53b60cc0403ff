package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.Samples;
import dev.orgstorage.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogMeterTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryFileRecords records = new InMemoryFileRecords(clock);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger asked = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private volatile boolean down;

    private final Ledger ledger = new Faults(call -> {
                asked.incrementAndGet();
                return down ? Fault.FAIL_BEFORE : Fault.NONE;
            })
            .around(Ledger.class, records.ledger());

    @Test
    void theDatabaseIsAskedOnceInHalfAMinuteHoweverManyAreScraping() {
        new BacklogMeter(ledger, registry, nanos::get);
        awaitTombstones(0);
        remove();
        for (int i = 0; i < 1000; i++) {
            assertThat(tombstones()).isZero();
        }
        assertThat(asked).hasValue(1);
        nanos.addAndGet(BacklogMeter.KEPT.plusSeconds(1).toNanos());
        awaitTombstones(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatWasNotHeardOfForLongIsNoNumber() {
        new BacklogMeter(ledger, registry, nanos::get);
        awaitTombstones(0);
        down = true;
        nanos.addAndGet(BacklogMeter.KEPT.plusSeconds(1).toNanos());
        assertThat(tombstones()).isZero();
        nanos.addAndGet(BacklogMeter.STALE.toNanos());
        assertThat(tombstones()).isNaN();
        down = false;
        nanos.addAndGet(BacklogMeter.KEPT.plusSeconds(1).toNanos());
        awaitTombstones(0);
    }

    private void remove() {
        Samples samples = new Samples(clock.instant(), new Random(1));
        FileRecord file = samples.pending(samples.member());
        records.add(file);
        records.remove(file.owner(), file.id());
    }

    private double tombstones() {
        return registry.get("orgstorage.tombstones.due").gauge().value();
    }

    private void awaitTombstones(double count) {
        Await.until(() -> tombstones() == count, () -> "tombstones: " + tombstones());
    }
}
