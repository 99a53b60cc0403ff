package dev.orgstorage.http.server;

import dev.orgstorage.usecase.Sweep;
import dev.orgstorage.usecase.Sweep.Swept;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Measures this server's sweeps. */
final class SweepMeter {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Counter removed;
    private final Counter ready;
    private final Counter abandoned;
    private final Counter failed;
    private final AtomicLong lastSuccess = new AtomicLong();

    SweepMeter(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.removed = items("removed");
        this.ready = items("ready");
        this.abandoned = items("abandoned");
        this.failed = items("failed");
        TimeGauge.builder("orgstorage.sweep.last.success.timestamp", lastSuccess::get, TimeUnit.MILLISECONDS)
                .description("When a sweep of this server last left nothing undone; 0 before the first")
                .register(registry);
    }

    private Counter items(String result) {
        return Counter.builder("orgstorage.sweep.items")
                .description(
                        "What sweeps of this server did: objects removed, uploads found ready or given up, failures")
                .tag("result", result)
                .register(registry);
    }

    /** Sweeps. */
    Swept measure(Sweep sweep) {
        long begun = System.nanoTime();
        String outcome = Outcome.OK;
        try {
            Swept swept = sweep.once();
            count(swept);
            if (swept.failed() > 0) {
                outcome = "partial";
            } else {
                lastSuccess.set(clock.millis());
            }
            return swept;
        } catch (RuntimeException e) {
            outcome = Outcome.of(e);
            throw e;
        } finally {
            Timer.builder("orgstorage.sweep")
                    .description("Sweeps of this server")
                    .tag("outcome", outcome)
                    .register(registry)
                    .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    private void count(Swept swept) {
        removed.increment(swept.removed());
        ready.increment(swept.ready());
        abandoned.increment(swept.abandoned());
        failed.increment(swept.failed());
    }
}
