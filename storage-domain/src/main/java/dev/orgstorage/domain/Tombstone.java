package dev.orgstorage.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A promise that an object will be removed, left where a record was. It stands until no upload URL ever signed for its
 * key can still bring bytes, and at least for a day, so that a repeated deletion can be answered like the first.
 *
 * @param objectRemoved whether the object has been removed since
 * @param until when it may go, after the object was removed once more
 */
public record Tombstone(FileId id, ObjectKey key, boolean objectRemoved, Instant until) {
    /** How long bytes may still arrive after an upload URL has expired: 5 GiB at 2 Mbit/s, and the skew of clocks. */
    public static final Duration TRANSFER = Duration.ofHours(6);

    /** How long a tombstone stands at least. */
    public static final Duration MEMORY = Duration.ofDays(1);

    public Tombstone {
        until = until.truncatedTo(ChronoUnit.MICROS);
    }

    /** The tombstone of a file removed now, whose upload URL expires or expired at the time given. */
    public static Tombstone of(FileId id, ObjectKey key, Instant uploadUntil, Instant now) {
        Instant transferred = uploadUntil.plus(TRANSFER);
        Instant remembered = now.plus(MEMORY);
        return new Tombstone(id, key, false, transferred.isAfter(remembered) ? transferred : remembered);
    }
}
