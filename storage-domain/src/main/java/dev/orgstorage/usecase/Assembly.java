package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectStore;
import java.util.List;

/** Has the bucket make one object of the parts of a file. Only the bucket says which have arrived. */
final class Assembly {
    /** What to say of an upload that the bucket knows no more, or never did. */
    static final String ENDED = "its upload in parts has ended; start again";

    private final ObjectStore objects;

    Assembly(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * Does so if the file comes in parts and its upload has not ended. Safe to repeat.
     *
     * @throws StorageException.NotUploaded if parts are missing, with nothing changed
     * @throws StorageException.UploadMismatch if a part is not as promised, with nothing changed
     */
    void assemble(FileRecord file) {
        Multipart multipart = file.multipart().orElse(null);
        UploadId upload = multipart == null ? null : multipart.uploadId();
        if (multipart == null || upload == null) {
            return;
        }
        MultipartUploads uploads = objects.multipart();
        uploads.parts(file.key(), upload).ifPresent(there -> {
            requireAll(file, multipart, there);
            uploads.complete(file.key(), upload, there);
        });
    }

    private static void requireAll(FileRecord file, Multipart multipart, List<UploadedPart> there) {
        Parts parts = new Parts(file.content().size(), multipart.partSize());
        List<String> differences = parts.differencesFrom(there);
        if (!differences.isEmpty()) {
            throw new StorageException.UploadMismatch(file.id(), differences);
        }
        String missing = parts.missingFrom(there);
        if (!missing.isEmpty()) {
            throw new StorageException.NotUploaded(file.id(), missing);
        }
    }

    static StorageException.NotUploaded ended(FileId id) {
        return new StorageException.NotUploaded(id, ENDED);
    }
}
