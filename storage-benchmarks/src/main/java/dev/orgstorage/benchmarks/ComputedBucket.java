package dev.orgstorage.benchmarks;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A bucket whose objects are computed when they are asked for, so that it takes a bit of memory for each. At first it has
 * the objects of all files that are to have a record, as they were uploaded; then their fates come over them.
 */
final class ComputedBucket implements ObjectStore {
    private final Inventory inventory;
    private final BitSet removed;
    private volatile boolean drifted;

    ComputedBucket(Inventory inventory) {
        this.inventory = inventory;
        this.removed = new BitSet(inventory.size());
    }

    void drift() {
        drifted = true;
    }

    /** How many objects there are before that position. */
    long objectsBefore(int position) {
        long objects = 0;
        for (int i = 0; i < position; i++) {
            objects += isThere(i) ? 1 : 0;
        }
        return objects;
    }

    @Override
    public SignedRequest signUpload(FileRecord file, Duration life) {
        throw new UnsupportedOperationException("Nobody uploads to a bucket that is computed");
    }

    @Override
    public SignedRequest signDownload(FileRecord file, Disposition disposition, Duration life) {
        throw new UnsupportedOperationException("Nobody downloads from a bucket that is computed");
    }

    @Override
    public Optional<StoredObject> stat(ObjectKey key) {
        OptionalInt position = inventory.position(key);
        return position.isPresent() && isThere(position.getAsInt())
                ? Optional.of(object(position.getAsInt()))
                : Optional.empty();
    }

    @Override
    public Optional<byte[]> readStart(ObjectKey key, String etag, int atMost) {
        throw new UnsupportedOperationException("Nobody reads from a bucket that is computed");
    }

    @Override
    public void delete(ObjectKey key) {
        inventory.position(key).ifPresent(this::remove);
    }

    @Override
    public Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys) {
        keys.forEach(this::delete);
        return Map.of();
    }

    @Override
    public MultipartUploads multipart() {
        throw new UnsupportedOperationException("Nobody uploads in parts here");
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        List<ObjectPage.Entry> entries = new ArrayList<>(limit);
        int position = inventory.firstFrom(after == null ? prefix : beyond(prefix, after));
        while (position < inventory.size()) {
            if (isThere(position)) {
                ObjectPage.Entry entry = entry(position);
                if (!entry.key().value().startsWith(prefix)) {
                    break;
                }
                if (entries.size() == limit) {
                    return new ObjectPage(entries, true);
                }
                entries.add(entry);
            }
            position++;
        }
        return new ObjectPage(entries, false);
    }

    private static String beyond(String prefix, ObjectKey after) {
        String next = after.value() + '\0';
        return next.compareTo(prefix) < 0 ? prefix : next;
    }

    private boolean isThere(int position) {
        Fate fate = Fate.of(position);
        synchronized (removed) {
            return !removed.get(position) && (drifted ? fate.isStored() : fate.isRecorded());
        }
    }

    private void remove(int position) {
        synchronized (removed) {
            removed.set(position);
        }
    }

    private ObjectPage.Entry entry(int position) {
        return new ObjectPage.Entry(
                inventory.key(position), size(position), etag(position), inventory.created(position));
    }

    private StoredObject object(int position) {
        FileRecord file = inventory.file(position);
        return new StoredObject(
                file.key(),
                size(position),
                file.content().type().value(),
                etag(position),
                null,
                file.createdAt(),
                ObjectMetadata.of(file));
    }

    private long size(int position) {
        long size = inventory.size(position);
        return drifted && Fate.of(position) == Fate.RESIZED ? size + 1 : size;
    }

    private String etag(int position) {
        String etag = inventory.etag(position);
        return drifted && Fate.of(position) == Fate.REPLACED ? etag.replace('0', 'f') + "-1" : etag;
    }
}
