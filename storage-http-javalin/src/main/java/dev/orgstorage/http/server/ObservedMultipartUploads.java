package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Uploads in parts, whose calls are measured, and are parts of the traces of requests. */
final class ObservedMultipartUploads implements MultipartUploads {
    private final MultipartUploads uploads;
    private final BucketCalls calls;

    ObservedMultipartUploads(MultipartUploads uploads, BucketCalls calls) {
        this.uploads = uploads;
        this.calls = calls;
    }

    @Override
    public UploadId begin(FileRecord file) {
        return calls.call("begin_parts", () -> uploads.begin(file));
    }

    @Override
    public SignedRequest signPart(FileRecord file, UploadId upload, int number, long size, Duration life) {
        return calls.signed("part", uploads.signPart(file, upload, number, size, life));
    }

    @Override
    public Optional<List<UploadedPart>> parts(ObjectKey key, UploadId upload) {
        return calls.call("list_parts", () -> uploads.parts(key, upload));
    }

    @Override
    public void complete(ObjectKey key, UploadId upload, List<UploadedPart> parts) {
        calls.run("complete_parts", () -> uploads.complete(key, upload, parts));
    }

    @Override
    public void abortAll(ObjectKey key) {
        calls.run("abort_parts", () -> uploads.abortAll(key));
    }
}
