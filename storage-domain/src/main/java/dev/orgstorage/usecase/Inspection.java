package dev.orgstorage.usecase;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.port.ObjectStore;

/** Looks whether what was uploaded is of the type that was promised. */
record Inspection(ContentDetector detector, ContentCheck check) {
    /** Nothing is read. */
    static final Inspection NONE = new Inspection(start -> MediaType.BYTES, ContentCheck.OFF);

    /**
     * @param seen the object, as it has just been seen
     * @throws StorageException.ContentMismatch if it is of another type
     * @throws StorageException.NotUploaded if it is gone again, or another one now
     */
    void inspect(FileRecord file, StoredObject seen, ObjectStore objects) {
        if (check.concerns(file.content())) {
            byte[] start = objects.readStart(file.key(), seen.etag(), ContentCheck.START)
                    .orElseThrow(() -> new StorageException.NotUploaded(file.id()));
            check.check(file, start, detector.detect(start));
        }
    }
}
