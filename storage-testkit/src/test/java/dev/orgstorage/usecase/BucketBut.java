package dev.orgstorage.usecase;

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

/** A bucket like another, but for what is overridden. */
class BucketBut implements ObjectStore {
    private final ObjectStore bucket;

    BucketBut(ObjectStore bucket) {
        this.bucket = bucket;
    }

    @Override
    public SignedRequest signUpload(FileRecord file, Duration life) {
        return bucket.signUpload(file, life);
    }

    @Override
    public SignedRequest signDownload(FileRecord file, Disposition disposition, Duration life) {
        return bucket.signDownload(file, disposition, life);
    }

    @Override
    public Optional<StoredObject> stat(ObjectKey key) {
        return bucket.stat(key);
    }

    @Override
    public Optional<byte[]> readStart(ObjectKey key, String etag, int atMost) {
        return bucket.readStart(key, etag, atMost);
    }

    @Override
    public void delete(ObjectKey key) {
        bucket.delete(key);
    }

    @Override
    public Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys) {
        return bucket.deleteAll(keys);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        return bucket.list(prefix, after, limit);
    }

    @Override
    public MultipartUploads multipart() {
        return bucket.multipart();
    }
}
