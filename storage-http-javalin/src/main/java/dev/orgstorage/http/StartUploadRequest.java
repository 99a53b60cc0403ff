package dev.orgstorage.http;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Sha256;
import org.jspecify.annotations.Nullable;

record StartUploadRequest(
        @Nullable String fileName,
        @Nullable String fileType,
        @Nullable Long fileSize,
        @Nullable String checksumSha256) {
    FileName name() {
        return new FileName(Required.field("fileName", fileName));
    }

    Content content() {
        return new Content(
                new MediaType(Required.field("fileType", fileType)),
                Required.field("fileSize", fileSize),
                checksumSha256 == null ? null : new Sha256(checksumSha256));
    }
}
