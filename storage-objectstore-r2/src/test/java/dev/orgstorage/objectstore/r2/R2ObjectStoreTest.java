package dev.orgstorage.objectstore.r2;

import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.contract.MultipartUploadsContract;
import dev.orgstorage.testkit.contract.ObjectStoreContract;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class R2ObjectStoreTest implements ObjectStoreContract, MultipartUploadsContract {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final List<R2ObjectStore> opened = new ArrayList<>();
    private ObjectStore store;

    R2Settings settings() {
        return TestBucket.SETTINGS;
    }

    @BeforeEach
    void open() {
        store = opened(new R2ObjectStore(settings()));
    }

    @AfterEach
    void close() {
        opened.forEach(R2ObjectStore::close);
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore storeAt(Instant time) {
        return opened(new R2ObjectStore(settings(), () -> time));
    }

    @Override
    public ObjectStore unreachable() {
        return opened(new R2ObjectStore(R2Settings.s3(NOBODY, "auto", "files", "id", "secret")));
    }

    /** S3Proxy keeps what comes late, and nothing ever comes of it. */
    @Override
    public boolean refusesLateParts() {
        return false;
    }

    private ObjectStore opened(R2ObjectStore store) {
        opened.add(store);
        return store;
    }
}
