package dev.orgstorage.usecase;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import java.time.Instant;

/** Records under any key, of files of eleven bytes. */
final class Planted {
    private Planted() {}

    static FileRecord ready(FileId id, ObjectKey key, String etag, Instant at) {
        return record(id, key, new FileState.Ready(etag, at), at);
    }

    static FileRecord pending(FileId id, ObjectKey key, Instant at) {
        return record(id, key, new FileState.Pending(at.plus(StartUpload.URL_LIFE)), at);
    }

    private static FileRecord record(FileId id, ObjectKey key, FileState state, Instant at) {
        return new FileRecord(
                id,
                key,
                Owner.of(Scene.ANN),
                Scene.ANN,
                new FileName("planted.txt"),
                new Content(new MediaType("text/plain"), 11),
                state,
                at,
                at);
    }
}
