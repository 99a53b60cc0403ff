package dev.orgstorage.usecase;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Asks the machine for time and chance, in roundabout ways. */
public final class OffendingClock {
    static final UUID CHANCE = UUID.randomUUID();

    private OffendingClock() {}

    public static Supplier<Instant> time() {
        return Instant::now;
    }
}
