package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Ledger.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what waits to be done. The database is asked behind a scrape, and at most once in half a minute, however
 * often and by however many this server is scraped; a scrape waits for nothing. What was not heard of for five minutes is
 * not a number.
 */
final class BacklogMeter {
    static final Duration KEPT = Duration.ofSeconds(30);
    static final Duration STALE = Duration.ofMinutes(5);

    /** What lies beyond is too much, whatever it is. */
    static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(BacklogMeter.class);

    private final Ledger ledger;
    private final LongSupplier nanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long asked;
    private volatile @Nullable Heard heard;

    private record Heard(Backlog backlog, long at) {}

    /** @param nanos time as it passes */
    BacklogMeter(Ledger ledger, MeterRegistry registry, LongSupplier nanos) {
        this.ledger = ledger;
        this.nanos = nanos;
        gauge(
                "orgstorage.uploads.pending",
                "Uploads that are not complete, up to " + MOST,
                registry,
                Backlog::pendingUploads);
        gauge("orgstorage.tombstones", "Tombstones that stand, up to " + MOST, registry, Backlog::tombstones);
        gauge(
                "orgstorage.tombstones.due",
                "Objects to be removed now, up to " + MOST,
                registry,
                Backlog::dueTombstones);
        TimeGauge.builder(
                        "orgstorage.tombstones.due.oldest.age",
                        () -> value(backlog -> backlog.oldestDue().toMillis()),
                        TimeUnit.MILLISECONDS)
                .description("For how long the first of them has been due")
                .register(registry);
        askNow();
    }

    private void gauge(String name, String description, MeterRegistry registry, ToDoubleFunction<Backlog> of) {
        Gauge.builder(name, () -> value(of)).description(description).register(registry);
    }

    private double value(ToDoubleFunction<Backlog> of) {
        if (nanos.getAsLong() - asked > KEPT.toNanos()) {
            askNow();
        }
        @Nullable Heard last = heard;
        return last == null || nanos.getAsLong() - last.at() > STALE.toNanos()
                ? Double.NaN
                : of.applyAsDouble(last.backlog());
    }

    private void askNow() {
        if (asking.compareAndSet(false, true)) {
            asked = nanos.getAsLong();
            Thread.ofVirtual()
                    .name("backlog")
                    .inheritInheritableThreadLocals(false)
                    .start(this::ask);
        }
    }

    private void ask() {
        try {
            heard = new Heard(ledger.backlog(MOST), nanos.getAsLong());
        } catch (StorageException.Unavailable e) {
            LOG.warn("Backlog: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
        } finally {
            asking.set(false);
        }
    }
}
