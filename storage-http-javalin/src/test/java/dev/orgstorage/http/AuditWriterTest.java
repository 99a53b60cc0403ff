package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.AuditTrail;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of entries while their trail is slow, down or broken. */
final class AuditWriterTest {
    private static final UserId ANN = new UserId("ann");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    private final FileIds ids = new FileIds(CLOCK, new Random(1));
    private final SlowTrail trail = new SlowTrail();

    @Test
    void whatCameWhileTheTrailWasSlowIsAppendedTogetherAndInOrder() throws InterruptedException {
        List<AuditEntry> entries = entries(700);
        try (AuditWriter writer = AuditWriter.start(trail, Duration.ofMillis(1))) {
            writer.write(entries.getFirst());
            trail.awaitCall();
            entries.subList(1, 700).forEach(writer::write);
            trail.open.countDown();
        }
        assertThat(trail.appended).isEqualTo(entries);
        assertThat(trail.sizes).containsExactly(1, 500, 199);
    }

    @Test
    void aTrailThatDoesNotAnswerIsAskedAgain() throws InterruptedException {
        trail.open.countDown();
        trail.failures.set(3);
        List<AuditEntry> entries = entries(1);
        try (AuditWriter writer = AuditWriter.start(trail, Duration.ofMillis(1))) {
            entries.forEach(writer::write);
            assertThat(trail.answered.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(trail.appended).isEqualTo(entries);
    }

    @Test
    void anEntryThatBreaksTheTrailTakesNoOtherAlong() throws InterruptedException {
        trail.broken = true;
        List<AuditEntry> entries = entries(2);
        try (AuditWriter writer = AuditWriter.start(trail, Duration.ofMillis(1))) {
            writer.write(entries.getFirst());
            trail.awaitCall();
            writer.write(entries.getLast());
            trail.open.countDown();
        }
        assertThat(trail.appended).containsExactly(entries.getLast());
    }

    /** Requests never wait for the trail: whoever comes when too many wait is dropped. */
    @Test
    void whatIsTooMuchIsDroppedAndNobodyWaits() throws InterruptedException {
        List<AuditEntry> entries = entries(10_002);
        try (AuditWriter writer = AuditWriter.start(trail, Duration.ofMillis(1))) {
            writer.write(entries.getFirst());
            trail.awaitCall();
            entries.subList(1, entries.size()).forEach(writer::write);
            assertThat(writer.waiting()).isEqualTo(10_000);
            assertThat(writer.lost()).isEqualTo(1);
            trail.open.countDown();
        }
        assertThat(trail.appended).isEqualTo(entries.subList(0, 10_001));
    }

    private List<AuditEntry> entries(int count) {
        return Stream.generate(() -> new AuditEntry(
                        ids.next().value(),
                        CLOCK.instant(),
                        Owner.of(ANN),
                        ANN,
                        Deed.DELETE,
                        null,
                        null,
                        null,
                        null,
                        null))
                .limit(count)
                .toList();
    }

    /** Appends nothing before it is opened. */
    private static final class SlowTrail implements AuditTrail {
        final CountDownLatch open = new CountDownLatch(1);
        final CountDownLatch answered = new CountDownLatch(1);
        final List<AuditEntry> appended = Collections.synchronizedList(new ArrayList<>());
        final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger failures = new AtomicInteger();
        volatile boolean broken;

        private final CountDownLatch called = new CountDownLatch(1);

        void awaitCall() throws InterruptedException {
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void append(Collection<AuditEntry> entries) {
            called.countDown();
            try {
                assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failures.getAndDecrement() > 0) {
                throw new StorageException.Unavailable("append", new ConnectException("down"));
            }
            if (broken) {
                broken = false;
                throw new IllegalStateException("broken");
            }
            appended.addAll(entries);
            answered.countDown();
            sizes.add(entries.size());
        }

        @Override
        public AuditPage page(Owner context, AuditQuery query) {
            throw new UnsupportedOperationException("Nobody reads a trail that is slow");
        }
    }
}
