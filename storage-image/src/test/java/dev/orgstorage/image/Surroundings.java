package dev.orgstorage.image;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import java.util.Map;

/** A database and a bucket outside of the image. */
final class Surroundings implements AutoCloseable {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
    private final EmbeddedBucket bucket = EmbeddedBucket.disposable();

    /** The settings of a server on them. */
    Map<String, String> environment(int port) {
        return Map.of(
                "DATABASE_URL", postgres.jdbcUrl(),
                "DATABASE_USER", postgres.user(),
                "R2_ENDPOINT", bucket.endpoint().toString(),
                "R2_BUCKET", bucket.bucket(),
                "R2_ACCESS_KEY_ID", bucket.credentials().accessKey(),
                "R2_SECRET_ACCESS_KEY", bucket.credentials().secretKey(),
                "JWT_SECRET", "a secret of at least thirty-two bytes",
                "PORT", String.valueOf(port));
    }

    @Override
    public void close() {
        bucket.close();
        postgres.close();
    }
}
