package dev.orgstorage.usecase;

import dev.orgstorage.domain.DownloadCheck;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import java.time.InstantSource;
import java.util.Optional;

/** Looks whether the objects of ready files are still those that were seen when they became ready. */
final class PinnedObjects {
    private final FileRecords records;
    private final ObjectStore objects;
    private final DownloadCheck check;
    private final InstantSource clock;

    PinnedObjects(FileRecords records, ObjectStore objects, DownloadCheck check, InstantSource clock) {
        this.records = records;
        this.objects = objects;
        this.check = check;
        this.clock = clock;
    }

    /** Whether to look before it is served. */
    boolean isDue(FileRecord file) {
        return switch (check) {
            case ALWAYS -> true;
            case FRESH -> clock.instant().isBefore(file.createdAt().plus(StartUpload.WRITABLE));
        };
    }

    /**
     * Looks.
     *
     * @throws StorageException.Altered if it is another one, or gone
     * @throws StorageException.NotFound if somebody removed the file meanwhile
     */
    void require(FileRecord file) {
        Optional<StoredObject> object = objects.stat(file.key());
        if (object.filter(now -> isSame(now, file)).isPresent()) {
            return;
        }
        if (records.find(file.owner(), file.id()).isEmpty()) {
            throw new StorageException.NotFound();
        }
        throw new StorageException.Altered(file.id(), object.isEmpty());
    }

    private static boolean isSame(StoredObject object, FileRecord file) {
        return file.state() instanceof FileState.Ready ready
                && object.etag().equals(ready.etag())
                && object.size() == file.content().size();
    }
}
