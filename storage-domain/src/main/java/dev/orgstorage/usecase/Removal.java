package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;

/** Takes a file away: first its record, durably, then its object. */
final class Removal {
    private final FileRecords records;
    private final Tombstones tombstones;
    private final ObjectStore objects;

    Removal(FileRecords records, Tombstones tombstones, ObjectStore objects) {
        this.records = records;
        this.tombstones = tombstones;
        this.objects = objects;
    }

    /** Whether it was still its owner's, and is removed now. */
    boolean remove(FileRecord file) {
        boolean removed = records.remove(file.owner(), file.id());
        if (removed) {
            removeObject(file);
        }
        return removed;
    }

    /** Whether it was still pending, and is removed now. */
    boolean removePending(FileRecord file) {
        boolean removed = records.removePending(file.owner(), file.id());
        if (removed) {
            removeObject(file);
        }
        return removed;
    }

    /** The file is gone for everyone by now: whatever fails here, its tombstone still stands for the object. */
    void removeObject(FileRecord file) {
        boolean inParts = file.multipart().isPresent();
        removeObject(file.key(), inParts, () -> tombstones.objectRemoved(file.owner(), file.key()));
    }

    /** As {@link #removeObject(FileRecord)}, of whatever left a tombstone and was not in parts. */
    void removeObject(ObjectKey key) {
        removeObject(key, false, () -> tombstones.objectRemoved(key));
    }

    /** Parts first: none of them can become an object after that. */
    static void removeNow(ObjectStore objects, ObjectKey key, boolean inParts) {
        if (inParts) {
            objects.multipart().abortAll(key);
        }
        objects.delete(key);
    }

    private void removeObject(ObjectKey key, boolean inParts, Runnable note) {
        try {
            removeNow(objects, key, inParts);
            note.run();
        } catch (StorageException.Unavailable left) {
            // Its tombstone says that it is left.
        }
    }
}
