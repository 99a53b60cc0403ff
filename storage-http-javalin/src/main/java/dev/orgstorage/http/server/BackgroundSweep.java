package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.usecase.Sweep;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps every so often, a quarter sooner or later, so that servers started together do not sweep together. Closing it
 * lets a batch under way finish.
 */
final class BackgroundSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundSweep.class);
    private static final double JITTER = 0.25;
    private static final Duration FINISHING = Duration.ofSeconds(10);

    private final Sweep sweep;
    private final SweepMeter meter;
    private final Duration interval;
    private final RandomGenerator random;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private BackgroundSweep(Sweep sweep, SweepMeter meter, Duration interval, RandomGenerator random) {
        this.sweep = sweep;
        this.meter = meter;
        this.interval = interval;
        this.random = random;
        this.thread = Thread.ofPlatform().name("sweep").daemon().unstarted(this::run);
    }

    static BackgroundSweep start(Sweep sweep, SweepMeter meter, Duration interval, RandomGenerator random) {
        BackgroundSweep background = new BackgroundSweep(sweep, meter, interval, random);
        background.thread.start();
        return background;
    }

    private void run() {
        try {
            while (!closing.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
                sweepOnce();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever happens, the next one comes. */
    private void sweepOnce() {
        try {
            Sweep.Swept swept = meter.measure(sweep);
            if (swept.failed() > 0) {
                LOG.warn("Sweep: {} could not be done now and will be tried again", swept.failed());
            }
        } catch (StorageException.Unavailable e) {
            LOG.warn("Sweep: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
        } catch (RuntimeException e) {
            LOG.error("Sweep failed", e);
        }
    }

    private Duration pause() {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(interval.toMillis() * factor));
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(FINISHING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
