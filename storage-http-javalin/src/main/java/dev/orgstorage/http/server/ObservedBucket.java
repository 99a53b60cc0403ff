package dev.orgstorage.http.server;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bucket whose calls are measured, and are parts of the traces of requests. */
final class ObservedBucket implements ObjectStore {
    private final ObjectStore bucket;
    private final BucketCalls calls;

    ObservedBucket(ObjectStore bucket, BucketCalls calls) {
        this.bucket = bucket;
        this.calls = calls;
    }

    @Override
    public SignedRequest signUpload(FileRecord file, Duration life) {
        return calls.signed("upload", bucket.signUpload(file, life));
    }

    @Override
    public SignedRequest signDownload(FileRecord file, Disposition disposition, Duration life) {
        return calls.signed("download", bucket.signDownload(file, disposition, life));
    }

    @Override
    public Optional<StoredObject> stat(ObjectKey key) {
        return calls.call("stat", () -> bucket.stat(key));
    }

    @Override
    public Optional<byte[]> readStart(ObjectKey key, String etag, int atMost) {
        return calls.call("read_start", () -> bucket.readStart(key, etag, atMost));
    }

    @Override
    public void delete(ObjectKey key) {
        calls.run("delete", () -> bucket.delete(key));
    }

    @Override
    public Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys) {
        return calls.call("delete_all", () -> bucket.deleteAll(keys), left -> left.isEmpty() ? Outcome.OK : "partial");
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        return calls.call("list", () -> bucket.list(prefix, after, limit));
    }

    @Override
    public MultipartUploads multipart() {
        return new ObservedMultipartUploads(bucket.multipart(), calls);
    }
}
