package dev.orgstorage.persistence.jooq;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What is to happen if something takes too long, to within a twentieth of a second. Waits that have times of their own
 * would make each virtual thread wake the one thread that keeps their times, twice for a call: a tenth of what a request
 * costs here. Setting an alarm and taking it back costs next to nothing. Any number of threads may do so.
 */
final class Alarms implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);

    private final Map<Object, Alarm> alarms = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("orgstorage-database-alarms").factory());

    Alarms() {
        Future<?> unused =
                clock.scheduleWithFixedDelay(this::ringDue, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param ring is short, and throws nothing */
    private record Alarm(long due, Runnable ring) {}

    /** @param about what has no other alarm, and is equal to itself alone */
    void set(Object about, Duration in, Runnable ring) {
        alarms.put(about, new Alarm(System.nanoTime() + in.toNanos(), ring));
    }

    /** Whether it can still be taken back; otherwise it has rung, or is about to. */
    boolean takeBack(Object about) {
        return alarms.remove(about) != null;
    }

    private void ringDue() {
        long now = System.nanoTime();
        ring(alarm -> now - alarm.due() >= 0);
    }

    private void ring(Predicate<Alarm> which) {
        alarms.forEach((about, alarm) -> {
            if (which.test(alarm) && alarms.remove(about, alarm)) {
                alarm.ring().run();
            }
        });
    }

    /** Those that are set still ring, at once. */
    @Override
    public void close() {
        clock.shutdownNow();
        ring(any -> true);
    }
}
