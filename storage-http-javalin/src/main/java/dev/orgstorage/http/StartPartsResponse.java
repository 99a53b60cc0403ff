package dev.orgstorage.http;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.Parts;
import java.time.Duration;

/** A file that comes in parts, how many of which size, and for how many seconds they are taken. */
record StartPartsResponse(String recordId, String fileKey, long partSize, int partCount, long expiresIn) {
    static StartPartsResponse of(FileRecord file) {
        Multipart multipart = file.multipart().orElseThrow();
        Parts parts = new Parts(file.content().size(), multipart.partSize());
        FileState.Pending pending = (FileState.Pending) file.state();
        return new StartPartsResponse(
                file.id().toString(),
                file.key().value(),
                parts.partSize(),
                parts.count(),
                Duration.between(file.createdAt(), pending.until()).toSeconds());
    }
}
