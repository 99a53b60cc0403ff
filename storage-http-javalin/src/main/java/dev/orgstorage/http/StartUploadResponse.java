package dev.orgstorage.http;

import dev.orgstorage.usecase.SignedFile;
import java.util.Map;
import java.util.TreeMap;

/** Where to send the bytes, how, with exactly which headers, and for how many seconds. */
record StartUploadResponse(
        String recordId, String fileKey, String uploadUrl, String method, Map<String, String> headers, long expiresIn) {
    static StartUploadResponse of(SignedFile upload) {
        return new StartUploadResponse(
                upload.file().id().toString(),
                upload.file().key().value(),
                upload.request().url().toString(),
                upload.request().method(),
                new TreeMap<>(upload.request().headers()),
                upload.request().life().toSeconds());
    }
}
