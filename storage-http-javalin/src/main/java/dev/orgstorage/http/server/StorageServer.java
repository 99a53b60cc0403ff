package dev.orgstorage.http.server;

import dev.orgstorage.http.JwtAuthenticator;
import dev.orgstorage.http.Problems;
import dev.orgstorage.http.StorageApi;
import dev.orgstorage.usecase.Storage;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

/** The composition root: adapters, use cases, routes. Closing it lets requests under way finish, for ten seconds. */
final class StorageServer implements AutoCloseable {
    private static final Duration FINISHING = Duration.ofSeconds(10);

    private static final int MOST_WAITING = 4096;

    private final Backends backends;
    private final Javalin javalin;
    private final @Nullable BackgroundSweep sweep;

    private StorageServer(Backends backends, Javalin javalin, @Nullable BackgroundSweep sweep) {
        this.backends = backends;
        this.javalin = javalin;
        this.sweep = sweep;
    }

    /** Starts to serve and to sweep; closes the backends when closed, or if it cannot start. */
    static StorageServer start(Backends backends, ServerSettings settings) {
        Storage storage = Storage.over(
                        backends.database().records(), backends.database().tombstones(), backends.objects())
                .with(settings.limits())
                .with(settings.policy());
        StorageApi api = new StorageApi(storage, new JwtAuthenticator(settings.tokens(), InstantSource.system()));
        Health health = new Health(backends.database(), backends.objects());
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings.host(), settings.port());
            api.mount(config);
            health.mount(config);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            backends.close();
            throw portTaken(settings.port());
        }
        return new StorageServer(backends, javalin, sweeping(backends, settings.sweepInterval()));
    }

    private static @Nullable BackgroundSweep sweeping(Backends backends, Duration interval) {
        return interval.isZero() ? null : BackgroundSweep.start(backends.sweep(), interval, new SplittableRandom());
    }

    static CannotStart portTaken(int port) {
        return new CannotStart(
                "Port " + port + " is taken: stop what listens there, or choose another with --port or PORT");
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
        if (sweep != null) {
            sweep.close();
        }
        backends.close();
    }

    private static void configure(JavalinConfig config, String host, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.jetty.addConnector((server, http) -> connector(server, http, host, port));
        config.jetty.modifyServer(StorageServer::finishRequests);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        Problems.mountFallbacks(config);
    }

    private static Connector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        // Clients that come all at once wait here; with the 50 places of the default some are turned away.
        connector.setAcceptQueueSize(MOST_WAITING);
        return connector;
    }

    private static void finishRequests(Server server) {
        server.setStopTimeout(FINISHING.toMillis());
        server.insertHandler(new GracefulHandler());
    }
}
