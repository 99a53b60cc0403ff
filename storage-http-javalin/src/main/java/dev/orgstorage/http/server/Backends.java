package dev.orgstorage.http.server;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.embedded.FolderLock;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database and the bucket that a server stands on, and whatever of them is to be closed with it. */
final class Backends implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private final Database database;
    private final R2ObjectStore objects;
    private final Deque<AutoCloseable> open;

    private Backends(DatabaseSettings database, R2Settings bucket, Deque<AutoCloseable> below) {
        this.open = below;
        this.database = Database.open(database);
        open.push(this.database);
        this.objects = new R2ObjectStore(bucket);
        open.push(this.objects);
    }

    /** Those that are somebody else's to run. */
    static Backends at(DatabaseSettings database, R2Settings bucket) {
        return new Backends(database, bucket, new ArrayDeque<>());
    }

    /**
     * PostgreSQL and a bucket of our own, on this machine alone, migrated.
     *
     * @param origins whose pages may use the bucket
     */
    static Backends embedded(Home home, int poolSize, List<String> origins) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            started.push(FolderLock.of(home.folder()));
            EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    home.binaries(),
                    home.database(),
                    home.rememberedPort("database"),
                    EmbeddedPostgres.Durability.DURABLE);
            started.push(postgres);
            EmbeddedBucket bucket = EmbeddedBucket.start(
                    home.bucket(), home.rememberedPort("bucket"), origins, home.bucketCredentials());
            started.push(bucket);
            home.rememberPorts(postgres.port(), bucket.port());
            Backends backends = new Backends(
                    new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), postgres.password(), poolSize),
                    R2Settings.s3(
                            bucket.endpoint(),
                            "auto",
                            bucket.bucket(),
                            bucket.credentials().accessKey(),
                            bucket.credentials().secretKey()),
                    started);
            backends.database.migrate();
            return backends;
        } catch (RuntimeException e) {
            close(started);
            throw e;
        }
    }

    Database database() {
        return database;
    }

    R2ObjectStore objects() {
        return objects;
    }

    @Override
    public void close() {
        close(open);
    }

    /** The last opened first; one that fails does not keep the others open. */
    private static void close(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            AutoCloseable last = open.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("Could not be closed: {}", last, e);
            }
        }
    }
}
