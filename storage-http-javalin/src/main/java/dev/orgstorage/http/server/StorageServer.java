package dev.orgstorage.http.server;

import dev.orgstorage.http.Audit;
import dev.orgstorage.http.StorageApi;
import dev.orgstorage.usecase.Storage;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The composition root: adapters, use cases, routes. Closing it lets requests under way finish, for ten seconds. */
final class StorageServer implements AutoCloseable {
    private final Backends backends;
    private final Health health;
    private final Duration leave;
    private final Authentication authentication;
    private final Audit audit;
    private final Javalin javalin;
    private final @Nullable BackgroundSweep sweep;

    private StorageServer(
            Backends backends,
            Health health,
            Duration leave,
            Authentication authentication,
            Audit audit,
            Javalin javalin,
            @Nullable BackgroundSweep sweep) {
        this.backends = backends;
        this.health = health;
        this.leave = leave;
        this.authentication = authentication;
        this.audit = audit;
        this.javalin = javalin;
        this.sweep = sweep;
    }

    /** Starts to serve and to sweep; closes the backends when closed, or if it cannot start. */
    static StorageServer start(Backends backends, ServerSettings settings) {
        Telemetry telemetry = backends.telemetry();
        Meters meters = telemetry.meters();
        Storage storage = Storage.over(
                        backends.database().records(), backends.database().tombstones(), backends.bucket())
                .with(settings.limits())
                .with(settings.policy())
                .with(ContentOptions.DETECTOR, settings.content())
                .with(settings.downloads())
                .with(new UseCaseMeter(meters.registry()));
        Door door = new Door(settings.door(), telemetry);
        Authentication authentication = opened(backends, settings.auth());
        Audit audit = Audit.start(
                backends.database().auditTrail(),
                settings.policy(),
                request -> Visit.of(request).address().getHostAddress());
        StorageApi api = new StorageApi(storage, door.counting(authentication.authenticator()), audit);
        Health health = new Health(backends.database(), backends.bucket());
        ApiDocs docs = new ApiDocs();
        Consumer<JavalinConfig> routes = config -> {
            api.mount(config);
            health.mount(config);
            docs.mount(config);
            if (meters.measure()) {
                new MetricsRoute(meters, settings.operation(), door).mount(config);
            }
            mountPage(settings.page(), backends, config);
        };
        Javalin javalin = door.before(routes, settings.host(), settings.port());
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            audit.close();
            authentication.close();
            backends.close();
            throw portTaken(settings.port());
        }
        measure(backends, audit);
        new WarmUp(storage, backends.objects(), settings.auth(), authentication.authenticator()).run(settings.warmUp());
        health.warmedUp();
        return new StorageServer(
                backends,
                health,
                settings.operation().leave(),
                authentication,
                audit,
                javalin,
                sweeping(backends, settings));
    }

    private static void measure(Backends backends, Audit audit) {
        Meters meters = backends.telemetry().meters();
        if (meters.measure()) {
            new BacklogMeter(backends.database().ledger(), meters.registry(), System::nanoTime);
            meters.watch(audit);
        }
    }

    private static void mountPage(PageSettings settings, Backends backends, JavalinConfig config) {
        if (settings.shown()) {
            new Page(PageFiles.read(), backends.bucketOrigin()).mount(config);
            new SignIn(settings, InstantSource.system()).mount(config);
        }
    }

    private static Authentication opened(Backends backends, AuthSettings settings) {
        try {
            return Authentication.open(settings, InstantSource.system());
        } catch (RuntimeException e) {
            backends.close();
            throw e;
        }
    }

    private static @Nullable BackgroundSweep sweeping(Backends backends, ServerSettings settings) {
        Duration interval = settings.sweepInterval();
        return interval.isZero()
                ? null
                : BackgroundSweep.start(
                        backends.sweep(settings.content()),
                        new SweepMeter(backends.telemetry().meters().registry(), InstantSource.system()),
                        interval,
                        new SplittableRandom());
    }

    static CannotStart portTaken(int port) {
        return new CannotStart(
                "Port " + port + " is taken: stop what listens there, or choose another with --port or PORT");
    }

    int port() {
        return javalin.port();
    }

    /** What it answers to, each as a method and a path. */
    List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    @Override
    public void close() {
        health.leave();
        serveOn();
        javalin.stop();
        if (sweep != null) {
            sweep.close();
        }
        audit.close();
        authentication.close();
        backends.close();
    }

    private void serveOn() {
        try {
            Thread.sleep(leave);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
