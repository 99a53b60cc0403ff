package dev.orgstorage.http;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.usecase.SignedFile;

/** Where to get the bytes, for how many seconds, and what they are. */
record OpenDownloadResponse(String downloadUrl, String filename, String mimeType, long size, long expiresIn) {
    static OpenDownloadResponse of(SignedFile download) {
        FileRecord file = download.file();
        return new OpenDownloadResponse(
                download.request().url().toString(),
                file.name().value(),
                file.content().type().value(),
                file.content().size(),
                download.request().life().toSeconds());
    }
}
