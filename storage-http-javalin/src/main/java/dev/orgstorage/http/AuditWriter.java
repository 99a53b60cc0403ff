package dev.orgstorage.http;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.AuditTrail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes entries from requests and appends them behind their backs, in the order in which they came: at once while it is
 * quiet, and under load all that have come within some milliseconds in one step. While the trail does not answer they wait; when ten thousand wait, more
 * are dropped and counted in the log. Closing it appends what waits.
 */
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration FINISHING = Duration.ofSeconds(10);

    private final AuditTrail trail;
    private final Duration retry;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private AuditWriter(AuditTrail trail, Duration retry) {
        this.trail = trail;
        this.retry = retry;
        this.thread = Thread.ofPlatform().name("audit").daemon().unstarted(this::run);
    }

    /** @param retry how long to wait before a trail that did not answer is asked again */
    static AuditWriter start(AuditTrail trail, Duration retry) {
        AuditWriter writer = new AuditWriter(trail, retry);
        writer.thread.start();
        return writer;
    }

    /** How many entries wait. */
    int waiting() {
        return waiting.size();
    }

    /** How many were lost since it started. */
    long lost() {
        return lost.get();
    }

    void write(AuditEntry entry) {
        if (waiting.offer(entry)) {
            return;
        }
        lost.incrementAndGet();
        if (dropped.getAndIncrement() == 0) {
            LOG.error("Audit: the trail does not answer and {} entries wait for it; more are lost", MOST_WAITING);
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                AuditEntry first = waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<AuditEntry> batch = new ArrayList<>(List.of(first));
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    append(batch);
                    closing.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(List<AuditEntry> batch) throws InterruptedException {
        boolean appended = appendOnce(batch, true);
        while (!appended && !closing.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
            appended = appendOnce(batch, false);
        }
        if (!appended && !appendOnce(batch, false)) {
            lost.addAndGet(batch.size());
            dropped.addAndGet(batch.size());
        }
        long unsaid = dropped.getAndSet(0);
        if (unsaid > 0) {
            LOG.error("Audit: {} entries were lost while the trail did not answer", unsaid);
        }
    }

    private boolean appendOnce(List<AuditEntry> batch, boolean isFirst) {
        try {
            trail.append(batch);
            return true;
        } catch (StorageException.Unavailable e) {
            if (isFirst) {
                LOG.warn("Audit: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
            }
            return false;
        } catch (RuntimeException e) {
            lost.addAndGet(batch.size());
            LOG.error("Audit: {} entries are lost", batch.size(), e);
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(FINISHING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
