package dev.orgstorage.http;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.MediaType;
import org.jspecify.annotations.Nullable;

record StartPartsRequest(
        @Nullable String fileName,
        @Nullable String fileType,
        @Nullable Long fileSize,
        @Nullable Long partSize) {
    FileName name() {
        return new FileName(Required.field("fileName", fileName));
    }

    Content content() {
        return new Content(new MediaType(Required.field("fileType", fileType)), Required.field("fileSize", fileSize));
    }
}
