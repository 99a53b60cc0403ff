package dev.orgstorage.port;

import dev.orgstorage.domain.ObjectKey;
import java.time.Instant;
import java.util.List;

/**
 * Some objects of a bucket in the order of their keys' UTF-8 bytes.
 *
 * @param more whether there are objects after the last of these
 */
public record ObjectPage(List<Entry> entries, boolean more) {
    public ObjectPage {
        entries = List.copyOf(entries);
    }

    /** What a listing says of an object; the ETag is without quotes. */
    public record Entry(ObjectKey key, long size, String etag, Instant modified) {}
}
