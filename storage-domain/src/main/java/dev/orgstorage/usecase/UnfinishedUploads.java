package dev.orgstorage.usecase;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones.Due;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ends what is left in the bucket of files that were pending in parts when their records were removed. */
final class UnfinishedUploads {
    private static final AtOnce ABORTS = new AtOnce(16);

    /** Together with what comes after it, less than tombstones are lent for. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ObjectStore objects;

    UnfinishedUploads(ObjectStore objects) {
        this.objects = objects;
    }

    private record Ended(ObjectKey key, String failure) {}

    /** Of which something may be left, and why. */
    Map<ObjectKey, String> abort(Collection<Due> due) {
        List<ObjectKey> keys = due.stream()
                .filter(one -> one.tombstone().inParts())
                .map(one -> one.tombstone().key())
                .distinct()
                .toList();
        Map<ObjectKey, String> left = new HashMap<>();
        keys.forEach(key -> left.put(key, "not tried in the time there was"));
        for (Ended ended : ABORTS.mapWithin(PATIENCE, keys, this::abort).all()) {
            if (ended.failure().isEmpty()) {
                left.remove(ended.key());
            } else {
                left.put(ended.key(), ended.failure());
            }
        }
        return left;
    }

    private Ended abort(ObjectKey key) {
        try {
            objects.multipart().abortAll(key);
            return new Ended(key, "");
        } catch (StorageException.Unavailable e) {
            return new Ended(key, String.valueOf(e.getMessage()));
        }
    }
}
