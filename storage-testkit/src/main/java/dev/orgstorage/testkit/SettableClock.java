package dev.orgstorage.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. */
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public SettableClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    public void set(Instant time) {
        now.set(time);
    }

    /** Moves on, or back if the duration is negative, and returns the new time. */
    public Instant advance(Duration duration) {
        return now.updateAndGet(time -> time.plus(duration));
    }
}
