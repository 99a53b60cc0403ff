package dev.orgstorage.usecase;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A bucket in which something happens right after an object was looked at for the first time. */
record OnceSeen(ObjectStore bucket, Runnable event, AtomicBoolean happened) implements ObjectStore {
    OnceSeen(ObjectStore bucket, Runnable event) {
        this(bucket, event, new AtomicBoolean());
    }

    @Override
    public Optional<StoredObject> stat(ObjectKey key) {
        Optional<StoredObject> seen = bucket.stat(key);
        if (!happened.getAndSet(true)) {
            event.run();
        }
        return seen;
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
    public void delete(ObjectKey key) {
        bucket.delete(key);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        return bucket.list(prefix, after, limit);
    }
}
