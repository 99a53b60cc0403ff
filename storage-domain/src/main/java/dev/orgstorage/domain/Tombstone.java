package dev.orgstorage.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A promise that an object will be removed, left where a record was. It stands until no upload URL ever signed for its
 * key can still bring bytes, and at least for a day, so that a repeated deletion can be answered like the first.
 *
 * @param inParts whether the file was pending in parts: what has come of it has to be aborted, too
 * @param objectRemoved whether the object has been removed since
 * @param until when it may go, after the object was removed once more
 */
public record Tombstone(FileId id, ObjectKey key, boolean inParts, boolean objectRemoved, Instant until) {
    /** How long bytes may still arrive after an upload URL has expired: 5 GiB at 2 Mbit/s, and the skew of clocks. */
    public static final Duration TRANSFER = Duration.ofHours(6);

    /** How long a tombstone stands at least. */
    public static final Duration MEMORY = Duration.ofDays(1);

    public Tombstone {
        until = until.truncatedTo(ChronoUnit.MICROS);
    }

    /** The tombstone of a file removed now, whose last upload URL expires or expired at the time given. */
    public static Tombstone of(FileRecord file, Instant uploadUntil, Instant now) {
        boolean inParts = file.multipart().isPresent();
        return new Tombstone(file.id(), file.key(), inParts, false, standing(uploadUntil, now));
    }

    /** The tombstone, left now, of an object that was nobody's file. */
    public static Tombstone of(FileId id, ObjectKey orphan, Instant now) {
        return new Tombstone(id, orphan, false, false, standing(now, now));
    }

    /** This tombstone, now that its object has been removed. */
    public Tombstone removed() {
        return new Tombstone(id, key, inParts, true, until);
    }

    private static Instant standing(Instant uploadUntil, Instant now) {
        Instant transferred = uploadUntil.plus(TRANSFER);
        Instant remembered = now.plus(MEMORY);
        return transferred.isAfter(remembered) ? transferred : remembered;
    }
}
