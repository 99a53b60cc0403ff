package dev.orgstorage.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Names one file for ever. A UUID of version 7 (RFC 9562), so that ids in order are files in order of time, and the id
 * of the last file on a page is the cursor to the next.
 */
public record FileId(UUID value) implements FileRef {
    private static final int TIME_ORDERED = 7;
    private static final int STANDARD_VARIANT = 2;

    /** @throws IllegalArgumentException if the UUID is of another version or variant */
    public FileId {
        if (value.version() != TIME_ORDERED || value.variant() != STANDARD_VARIANT) {
            throw new IllegalArgumentException("Not a UUID of version 7: " + value);
        }
    }

    /** @throws IllegalArgumentException if this is not a UUID of version 7 in its 36-character form */
    public static FileId parse(String text) {
        FileId id = new FileId(UUID.fromString(text));
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("Not a UUID in its 36-character form: " + text);
        }
        return id;
    }

    /** When the file came into being, to the microsecond, if {@link FileIds} made this. */
    public Instant time() {
        long millis = value.getMostSignificantBits() >>> 16;
        long subMilli = value.getMostSignificantBits() & FileIds.SUB_MILLI_STEPS - 1;
        long micros = (subMilli * 1000 + FileIds.SUB_MILLI_STEPS - 1) / FileIds.SUB_MILLI_STEPS;
        return Instant.ofEpochMilli(millis).plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
