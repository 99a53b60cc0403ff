package dev.orgstorage.http.server;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedException;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.embedded.FolderInUseException;
import dev.orgstorage.embedded.FolderLock;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A PostgreSQL and an S3 server of our own, in a home. All that knows of them is here: an image goes without them. */
final class EmbeddedBackends {
    private static final String DATABASE = "database";
    private static final String BUCKET = "bucket";

    private EmbeddedBackends() {}

    /** Those of a home: of the server that runs there now, or else started, until these are closed. */
    static Backends of(Home home, int poolSize, List<String> origins) {
        return telling(() -> {
            try {
                return start(home, poolSize, origins, Telemetry.none());
            } catch (FolderInUseException aServerRuns) {
                return running(home, poolSize);
            }
        });
    }

    /**
     * PostgreSQL and a bucket of our own, on this machine alone, migrated.
     *
     * @param origins whose pages may use the bucket
     * @param telemetry observes them, and is closed with them
     */
    static Backends started(Home home, int poolSize, List<String> origins, Telemetry telemetry) {
        return telling(() -> start(home, poolSize, origins, telemetry));
    }

    private static Backends telling(Supplier<Backends> start) {
        try {
            return start.get();
        } catch (EmbeddedException e) {
            throw new CannotStart(String.valueOf(e.getMessage()));
        }
    }

    private static Backends start(Home home, int poolSize, List<String> origins, Telemetry telemetry) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            started.push(FolderLock.of(home.folder()));
            // Both at once, as each of them waits: the one for a process, the other for classes.
            CompletableFuture<EmbeddedPostgres> starting = CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(
                    home.binaries(), home.database(), home.freePort(DATABASE), EmbeddedPostgres.Durability.DURABLE));
            started.push(() -> starting.thenAccept(EmbeddedPostgres::close)
                    .exceptionally(none -> null)
                    .join());
            EmbeddedBucket bucket =
                    EmbeddedBucket.start(home.bucket(), home.freePort(BUCKET), origins, home.bucketCredentials());
            started.push(bucket);
            EmbeddedPostgres postgres = result(starting);
            home.rememberPorts(postgres.port(), bucket.port());
            Backends backends = new Backends(
                    settings(postgres.login(), poolSize),
                    settings(home, bucket.port()),
                    telemetry,
                    "start it again",
                    started);
            backends.database().migrate();
            return backends;
        } catch (RuntimeException e) {
            Backends.close(started);
            throw e;
        }
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EmbeddedException told ? told : e;
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
}
