package dev.orgstorage.http.server;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.usecase.Sweep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database and the bucket that a server stands on, and whatever of them is to be closed with it. */
final class Backends implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);
    private static final String EMBEDDED = "/dev/orgstorage/embedded/EmbeddedPostgres.class";

    private final String names;
    private final String toMigrate;
    private final Database database;
    private final CompletableFuture<R2ObjectStore> objects;
    private final String bucketOrigin;
    private final Telemetry telemetry;
    private final Deque<AutoCloseable> open;

    Backends(
            DatabaseSettings database,
            R2Settings bucket,
            Telemetry telemetry,
            String toMigrate,
            Deque<AutoCloseable> below) {
        this.names = "the database " + database.url().replaceAll("\\?.*", "") + " and the bucket " + bucket.bucket()
                + " at " + bucket.endpoint();
        this.toMigrate = toMigrate;
        this.open = below;
        this.telemetry = telemetry;
        open.push(telemetry);
        this.database = Database.open(database, new ObservedDatabase(telemetry));
        open.push(this.database);
        // Its libraries are large, and nobody asks for it before the database has been looked at.
        this.objects = CompletableFuture.supplyAsync(() -> new R2ObjectStore(bucket));
        this.bucketOrigin = bucket.origin();
        open.push(() -> objects().close());
    }

    /** Those that are somebody else's to run. */
    static Backends at(DatabaseSettings database, R2Settings bucket) {
        return at(database, bucket, Telemetry.none());
    }

    /** As {@link #at(DatabaseSettings, R2Settings)}, observed; what observes them is closed with them. */
    static Backends at(DatabaseSettings database, R2Settings bucket, Telemetry telemetry) {
        return new Backends(database, bucket, telemetry, "run orgstorage migrate first", new ArrayDeque<>());
    }

    /** Those of a home: of the server that runs there now, or else started, until these are closed. */
    static Backends of(Home home, int poolSize, List<String> origins) {
        return EmbeddedBackends.of(home, poolSize, origins);
    }

    /**
     * PostgreSQL and a bucket of our own, on this machine alone, migrated.
     *
     * @param origins whose pages may use the bucket
     * @param telemetry observes them, and is closed with them
     */
    static Backends embedded(Home home, int poolSize, List<String> origins, Telemetry telemetry) {
        return EmbeddedBackends.started(home, poolSize, origins, telemetry);
    }

    /** Whether there is a PostgreSQL and an S3 server of our own; in the image they are left out. */
    static boolean hasEmbeddedMode() {
        return Backends.class.getResource(EMBEDDED) != null;
    }

    /**
     * These, now that their database is known to answer and to be up to date; otherwise they are closed.
     *
     * @throws CannotStart if it lacks migrations
     */
    Backends migrated() {
        boolean migrated = false;
        try {
            database.ping();
            int pending = database.pendingMigrations();
            if (pending > 0) {
                throw new CannotStart("The database lacks " + pending + " migration(s); " + toMigrate);
            }
            migrated = true;
            return this;
        } finally {
            if (!migrated) {
                close();
            }
        }
    }

    /** What to do about migrations that the database lacks. */
    String toMigrate() {
        return toMigrate;
    }

    Database database() {
        return database;
    }

    Sweep sweep(ContentCheck check) {
        return new Sweep(database.records(), database.tombstones(), database.ledger(), bucket())
                .with(ContentOptions.DETECTOR, check);
    }

    /** The bucket itself. */
    R2ObjectStore objects() {
        return objects.join();
    }

    /** The bucket, observed. */
    ObjectStore bucket() {
        return new ObservedBucket(objects(), new BucketCalls(telemetry));
    }

    Telemetry telemetry() {
        return telemetry;
    }

    /** Where browsers find the bucket. */
    String bucketOrigin() {
        return bucketOrigin;
    }

    /** Which they are, without any secret. */
    @Override
    public String toString() {
        return names;
    }

    @Override
    public void close() {
        close(open);
    }

    /** The last opened first; one that fails does not keep the others open. */
    static void close(Deque<AutoCloseable> open) {
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
