package dev.orgstorage.domain;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes file ids: UUIDs of version 7 whose first 60 bits are the time in quarter microseconds (RFC 9562, 6.2, method
 * 3), the rest chance. Safe to share between threads if the generator of chance is.
 */
public final class FileIds {
    static final int SUB_MILLI_STEPS = 1 << 12;

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final InstantSource clock;
    private final RandomGenerator random;

    public FileIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public FileId next() {
        return at(clock.instant());
    }

    /** An id for something that came into being at that time, such as an object found in a bucket. */
    public FileId at(Instant time) {
        long millis = time.toEpochMilli();
        long nanos = time.truncatedTo(ChronoUnit.MILLIS).until(time, ChronoUnit.NANOS);
        long subMilli = nanos * SUB_MILLI_STEPS / NANOS_PER_MILLI;
        long most = millis << 16 | 0x7000 | subMilli;
        long least = random.nextLong() >>> 2 | 1L << 63;
        return new FileId(new UUID(most, least));
    }
}
