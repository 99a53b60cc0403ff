package dev.orgstorage.testkit;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class InMemoryMultipartUploads implements MultipartUploads {
    private final InMemoryBucket bucket;
    private final InMemoryObjectStore signer;

    InMemoryMultipartUploads(InMemoryBucket bucket, InMemoryObjectStore signer) {
        this.bucket = bucket;
        this.signer = signer;
    }

    @Override
    public UploadId begin(FileRecord file) {
        return bucket.uploads("begin an upload of " + file.key(), uploads -> uploads.begin(file));
    }

    @Override
    public SignedRequest signPart(FileRecord file, UploadId upload, int number, long size, Duration life) {
        if (number < 1 || number > Parts.MOST) {
            throw new IllegalArgumentException("A part has a number from 1 to " + Parts.MOST + ", not " + number);
        }
        return signer.grant(
                "PUT",
                file,
                Map.of(),
                life,
                body -> bucket.uploads(
                        "put part " + number, uploads -> uploads.put(file.key(), upload, number, size, body)));
    }

    @Override
    public Optional<List<UploadedPart>> parts(ObjectKey key, UploadId upload) {
        return bucket.uploads("list the parts of " + key, uploads -> uploads.parts(key, upload));
    }

    @Override
    public void complete(ObjectKey key, UploadId upload, List<UploadedPart> parts) {
        bucket.uploads("complete " + key, uploads -> {
            uploads.complete(key, upload, parts);
            return key;
        });
    }

    @Override
    public void abortAll(ObjectKey key) {
        bucket.uploads("abort the uploads of " + key, uploads -> {
            uploads.abortAll(key);
            return key;
        });
    }
}
