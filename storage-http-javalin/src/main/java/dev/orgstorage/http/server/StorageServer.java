package dev.orgstorage.http.server;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.http.JwtAuthenticator;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.Problems;
import dev.orgstorage.http.StorageApi;
import dev.orgstorage.usecase.Storage;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The composition root: adapters, use cases, routes. Closing it lets requests under way finish, for ten seconds. */
final class StorageServer implements AutoCloseable {
    private static final Duration FINISHING = Duration.ofSeconds(10);

    private static final int MOST_WAITING = 4096;

    private final Backends backends;
    private final Javalin javalin;

    private StorageServer(Backends backends, Javalin javalin) {
        this.backends = backends;
        this.javalin = javalin;
    }

    /** Starts on that address, port 0 for any free one; closes the backends when closed, or if it cannot start. */
    static StorageServer start(
            Backends backends, JwtSettings tokens, UploadLimits limits, AccessPolicy policy, String host, int port) {
        Storage storage = Storage.over(
                        backends.database().records(), backends.database().tombstones(), backends.objects())
                .with(limits)
                .with(policy);
        StorageApi api = new StorageApi(storage, new JwtAuthenticator(tokens, InstantSource.system()));
        Health health = new Health(backends.database(), backends.objects());
        Javalin javalin = Javalin.create(config -> {
            configure(config, host, port);
            api.mount(config);
            health.mount(config);
        });
        try {
            return new StorageServer(backends, javalin.start());
        } catch (JavalinBindException e) {
            backends.close();
            throw portTaken(port);
        }
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
