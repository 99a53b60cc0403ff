package dev.orgstorage.objectstore.r2;

import dev.orgstorage.embedded.EmbeddedBucket;
import java.net.URI;

/** The bucket of all tests here. It goes with the JVM. */
final class TestBucket {
    private static final EmbeddedBucket BUCKET = EmbeddedBucket.disposable();
    static final R2Settings SETTINGS = R2Settings.s3(
            BUCKET.endpoint(),
            "auto",
            BUCKET.bucket(),
            BUCKET.credentials().accessKey(),
            BUCKET.credentials().secretKey());

    private TestBucket() {}

    /** A bucket of the same name and with the same keys somewhere else. */
    static R2Settings at(URI endpoint) {
        return R2Settings.s3(
                endpoint, SETTINGS.region(), SETTINGS.bucket(), SETTINGS.accessKeyId(), SETTINGS.secretAccessKey());
    }
}
