package dev.orgstorage.http;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.SignedPart;
import dev.orgstorage.usecase.Storage;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uploads as Uppy knows them: by an upload id and a key. The id is that of the file, and counts only together with its
 * key, in the caller's context. Which parts have arrived the bucket alone says, whatever the client believes.
 */
final class UppyUploads {
    private final Storage storage;

    UppyUploads(Storage storage) {
        this.storage = storage;
    }

    /** An upload that was begun, and who goes on with it. */
    record Wanted(Caller caller, FileRecord file) {
        private FileId id() {
            return file.id();
        }
    }

    SignedFile start(Caller caller, UppyFile file) {
        return storage.startUpload(caller, file.name(), file.content());
    }

    FileRecord begin(Caller caller, UppyFile file) {
        return storage.startMultipart(caller, file.name(), file.content(), file.partSize());
    }

    Wanted wanted(Caller caller, @Nullable String uploadId, @Nullable String key, Context request) {
        Wanted upload = wanted(caller, Required.field("uploadId", uploadId), request);
        if (!upload.file().key().value().equals(Required.field("key", key))) {
            throw new StorageException.NotFound();
        }
        return upload;
    }

    Wanted wanted(Caller caller, String uploadId, Context request) {
        FileId id = Refs.id(uploadId);
        AuditDraft.of(request).about(id);
        FileRecord file = storage.file(caller, id);
        AuditDraft.of(request).about(file);
        return new Wanted(caller, file);
    }

    List<UploadedPart> parts(Wanted upload) {
        return storage.uploadedParts(upload.caller(), upload.id()).there();
    }

    SignedPart signPart(Wanted upload, long number) {
        List<Integer> numbers = List.of((int) Math.min(number, Integer.MAX_VALUE));
        return storage.signParts(upload.caller(), upload.id(), numbers).getFirst();
    }

    FileRecord complete(Wanted upload) {
        return storage.completeUpload(upload.caller(), upload.id());
    }

    /** What is complete is a file by now, and stays. */
    void abort(Wanted upload) {
        if (upload.file().isReady()) {
            throw new StorageException.AlreadyUploaded(upload.id());
        }
        storage.deleteFile(upload.caller(), upload.id());
    }
}
