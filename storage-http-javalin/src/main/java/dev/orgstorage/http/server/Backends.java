package dev.orgstorage.http.server;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.embedded.FolderInUseException;
import dev.orgstorage.embedded.FolderLock;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.usecase.Sweep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database and the bucket that a server stands on, and whatever of them is to be closed with it. */
final class Backends implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);
    private static final String DATABASE = "database";
    private static final String BUCKET = "bucket";

    private final String names;
    private final String toMigrate;
    private final Database database;
    private final R2ObjectStore objects;
    private final String bucketOrigin;
    private final Telemetry telemetry;
    private final Deque<AutoCloseable> open;

    private Backends(
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
        this.objects = new R2ObjectStore(bucket);
        this.bucketOrigin = bucket.origin();
        open.push(this.objects);
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
        try {
            return embedded(home, poolSize, origins, Telemetry.none());
        } catch (FolderInUseException aServerRuns) {
            return running(home, poolSize);
        }
    }

    /**
     * PostgreSQL and a bucket of our own, on this machine alone, migrated.
     *
     * @param origins whose pages may use the bucket
     * @param telemetry observes them, and is closed with them
     */
    static Backends embedded(Home home, int poolSize, List<String> origins, Telemetry telemetry) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            started.push(FolderLock.of(home.folder()));
            EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    home.binaries(), home.database(), home.freePort(DATABASE), EmbeddedPostgres.Durability.DURABLE);
            started.push(postgres);
            EmbeddedBucket bucket =
                    EmbeddedBucket.start(home.bucket(), home.freePort(BUCKET), origins, home.bucketCredentials());
            started.push(bucket);
            home.rememberPorts(postgres.port(), bucket.port());
            Backends backends = new Backends(
                    settings(postgres.login(), poolSize),
                    settings(home, bucket.port()),
                    telemetry,
                    "start it again",
                    started);
            backends.database.migrate();
            return backends;
        } catch (RuntimeException e) {
            close(started);
            throw e;
        }
    }

    private static Backends running(Home home, int poolSize) {
        int database = home.rememberedPort(DATABASE);
        int bucket = home.rememberedPort(BUCKET);
        if (database == 0 || bucket == 0) {
            throw new CannotStart("The server of " + home.folder() + " has not started yet; try again in a moment");
        }
        return new Backends(
                settings(EmbeddedPostgres.login(home.database(), database), poolSize),
                settings(home, bucket),
                Telemetry.none(),
                "start the server of " + home.folder() + " again, it migrates by itself",
                new ArrayDeque<>());
    }

    private static DatabaseSettings settings(EmbeddedPostgres.Login login, int poolSize) {
        return new DatabaseSettings(login.jdbcUrl(), login.user(), login.password(), poolSize);
    }

    private static R2Settings settings(Home home, int bucketPort) {
        EmbeddedBucket.Credentials credentials = home.bucketCredentials();
        return R2Settings.s3(
                EmbeddedBucket.endpointAt(bucketPort),
                "auto",
                EmbeddedBucket.NAME,
                credentials.accessKey(),
                credentials.secretKey());
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
        return objects;
    }

    /** The bucket, observed. */
    ObjectStore bucket() {
        return new ObservedBucket(objects, new BucketCalls(telemetry));
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
