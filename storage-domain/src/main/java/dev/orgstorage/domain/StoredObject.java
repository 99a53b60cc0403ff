package dev.orgstorage.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bucket says of an object. The ETag is without quotes; the type is as the bucket keeps it, whatever that is;
 * the checksum is null where the bucket keeps none; metadata names are in lower case and without {@code x-amz-meta-}.
 */
public record StoredObject(
        ObjectKey key,
        long size,
        String type,
        String etag,
        @Nullable Sha256 checksum,
        Instant modified,
        Map<String, String> metadata) {
    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
