package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Runs the server until it is stopped (SIGTERM).",
            "With DATABASE_URL and R2_* it uses that database and bucket. With none of them it starts PostgreSQL and an"
                    + " S3 server of its own, on this machine alone, and keeps their data in its home."
        },
        exitCodeList = "143:it was stopped (SIGTERM), or 130 (SIGINT), and has let requests under way finish")
final class ServeCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final int LAST_PORT = 65_535;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> LOOPBACKS = Set.of(LOOPBACK, "localhost", "::1");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "8080 if not given")
    private int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "address to listen on; all of them if not given, in embedded mode 127.0.0.1")
    private @Nullable String host;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private BucketOptions bucket = new BucketOptions();

    @Mixin
    private AuthOptions auth = new AuthOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private DoorOptions door = new DoorOptions();

    @Mixin
    private ContentOptions content = new ContentOptions();

    @Mixin
    private DownloadOptions downloads = new DownloadOptions();

    @Mixin
    private PageOptions page = new PageOptions();

    @Mixin
    private OperationOptions operation = new OperationOptions();

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private SweepOptions sweeps = new SweepOptions();

    @Mixin
    private WarmUpOptions warmUps = new WarmUpOptions();

    @Mixin
    private HomeOptions home = new HomeOptions();

    @Override
    public Integer call() throws InterruptedException {
        boolean embedded = !database.given() && !bucket.given();
        StorageServer server = embedded && Backends.hasEmbeddedMode() ? startEmbedded() : startOnGivenBackends();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        log.say(out(), "OrgStorage is ready: http://localhost:" + server.port());
        Thread.currentThread().join();
        return 0;
    }

    private StorageServer startEmbedded() {
        Missing missing = new Missing();
        Home kept = home.home();
        DoorSettings entrance = door.settings(missing);
        AuthSettings who = auth.settings(kept, null, entrance.origins(), missing);
        UploadLimits checked = limits.limits(missing);
        Duration sweepInterval = sweeps.interval(missing);
        OperationSettings operated = operation.settings(missing);
        Duration warmUp = warmUps.time(Duration.ZERO, missing);
        int poolSize = database.poolSize(missing);
        requireAddress(missing);
        missing.end(spec());
        log.apply();
        log.say(out(), "OrgStorage " + OrgStorage.Version.number() + " in embedded mode, for a single machine:");
        log.say(out(), "PostgreSQL and an S3 server of its own, data in " + kept.folder());
        String address = Objects.requireNonNullElse(host, LOOPBACK);
        // Whoever reaches the page may be any of them.
        @Nullable JwtSettings samples = LOOPBACKS.contains(address) ? auth.samples(kept) : null;
        requireFree(address);
        Backends backends = telling(Backends.embedded(kept, poolSize, origins(entrance), operation.telemetry()));
        PageSettings shown = page.settings(Objects.requireNonNull(who).way()).with(samples);
        return StorageServer.start(
                backends, settings(who, checked, sweepInterval, operated, warmUp, entrance, shown, address));
    }

    private StorageServer startOnGivenBackends() {
        Missing missing = new Missing();
        missing.noteEmbeddedMode(database, bucket);
        DatabaseSettings records = database.settings(missing);
        R2Settings objects = bucket.settings(missing);
        DoorSettings entrance = door.settings(missing);
        AuthSettings who = auth.settings(null, records, entrance.origins(), missing);
        UploadLimits checked = limits.limits(missing);
        Duration sweepInterval = sweeps.interval(missing);
        OperationSettings operated = operation.settings(missing);
        Duration warmUp = warmUps.time(WARM_UP, missing);
        requireAddress(missing);
        missing.end(spec());
        log.apply();
        log.say(out(), "OrgStorage " + OrgStorage.Version.number() + " on " + records + " and " + objects);
        String address = Objects.requireNonNullElse(host, "0.0.0.0");
        requireFree(address);
        Backends backends = telling(Backends.at(records, Objects.requireNonNull(objects), operation.telemetry())
                .migrated());
        PageSettings shown = page.settings(Objects.requireNonNull(who).way());
        return StorageServer.start(
                backends, settings(who, checked, sweepInterval, operated, warmUp, entrance, shown, address));
    }

    private ServerSettings settings(
            @Nullable AuthSettings who,
            UploadLimits checked,
            Duration sweepInterval,
            OperationSettings operated,
            Duration warmUp,
            DoorSettings entrance,
            PageSettings shown,
            String address) {
        return new ServerSettings(
                Objects.requireNonNull(who),
                checked,
                limits.policy(),
                content.check(),
                downloads.check(),
                sweepInterval,
                operated,
                warmUp,
                entrance,
                shown,
                address,
                port);
    }

    /** Says what keeps one owner's files from another. */
    private Backends telling(Backends backends) {
        try {
            log.say(out(), "Isolation: " + backends.database().protection().sentence());
            return backends;
        } catch (StorageException.Unavailable e) {
            backends.close();
            throw e;
        }
    }

    private void requireAddress(Missing missing) {
        if (port < 0 || port > LAST_PORT) {
            missing.fault("PORT is not within 0 to " + LAST_PORT);
        }
        if (host != null && !canBeBound(host)) {
            missing.fault("HOST is not an address of this machine");
        }
    }

    private static boolean canBeBound(String address) {
        try {
            boundTo(address, 0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that the port is taken before anything else is started; any port becomes one that is free. */
    private void requireFree(String address) {
        try {
            port = boundTo(address, port);
        } catch (IOException e) {
            throw StorageServer.portTaken(port);
        }
    }

    /** The port that was bound, and is free again. */
    private static int boundTo(String address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return socket.getLocalPort();
        }
    }

    /** Whose pages may use the embedded bucket: the server's own, too. */
    private List<String> origins(DoorSettings entrance) {
        Stream<String> own = Stream.of("http://localhost:" + port, "http://" + LOOPBACK + ":" + port);
        return Stream.concat(own, entrance.origins().all().stream()).toList();
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
