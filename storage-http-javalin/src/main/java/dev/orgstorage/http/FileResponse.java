package dev.orgstorage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.http.ContextResponse.OwnerResponse;
import dev.orgstorage.port.SignedRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file; the download URL is there if it was asked for and the file is served. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileResponse(
        String id,
        String fileKey,
        String filename,
        String mimeType,
        long size,
        @Nullable String checksumSha256,
        String state,
        OwnerResponse context,
        @Nullable String uploadedBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String downloadUrl) {
    static FileResponse of(FileRecord file) {
        return of(file, null);
    }

    static FileResponse of(FileRecord file, @Nullable SignedRequest download) {
        return new FileResponse(
                file.id().toString(),
                file.key().value(),
                file.name().value(),
                file.content().type().value(),
                file.content().size(),
                file.content().checksum() == null
                        ? null
                        : file.content().checksum().base64(),
                file.isReady() ? "ready" : "pending",
                OwnerResponse.of(file.owner()),
                file.uploader() == null ? null : file.uploader().value(),
                file.createdAt(),
                file.updatedAt(),
                download == null ? null : download.url().toString());
    }
}
