package dev.orgstorage.http.server;

import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.Problems;
import io.github.bucket4j.TimeMeter;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What every request passes before a route is asked, and every answer on its way out. */
final class Door {
    private static final int LARGEST_HEAD = 16 * 1024;
    private static final int MOST_WAITING = 4096;
    private static final Duration FINISHING = Duration.ofSeconds(10);

    private final DoorSettings settings;
    private final RateLimits rates;
    private final Consumer<String> accessLog;
    private final Telemetry telemetry;

    Door(DoorSettings settings) {
        this(settings, Telemetry.none());
    }

    Door(DoorSettings settings, Telemetry telemetry) {
        this(settings, telemetry, TimeMeter.SYSTEM_NANOTIME, LoggerFactory.getLogger(AccessLog.NAME)::info);
    }

    /**
     * @param time as it passes for the rate limits
     * @param accessLog where its lines go, if there are to be any
     */
    Door(DoorSettings settings, Telemetry telemetry, TimeMeter time, Consumer<String> accessLog) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.rates = new RateLimits(settings.rates(), time);
        this.accessLog = accessLog;
    }

    /** The same way to tell who asks, with the user counted. */
    Authenticator counting(Authenticator authenticator) {
        return rates.counting(authenticator);
    }

    /** A route for who passes a check that is no user's; whoever fails it pays. */
    Handler knowing(Consumer<Context> check, Handler route) {
        return rates.knowing(check, route);
    }

    /**
     * A server that is to be started, with this door before these routes. Stopping it lets requests under way finish, for
     * ten seconds.
     *
     * @param port 0 for any free one
     */
    Javalin before(Consumer<JavalinConfig> routes, String host, int port) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.http.prefer405over404 = true;
            config.jetty.modifyHttpConfiguration(this::configure);
            config.jetty.modifyServer(this::configure);
            config.jetty.addConnector((server, http) -> connector(server, http, host, port));
            config.routes.before(rates::admit);
            config.routes.after(Door::noteRoute);
            Problems.mountFallbacks(config);
            routes.accept(config);
        });
    }

    /** Also of a request that was refused before it came there. */
    private static void noteRoute(Context request) {
        @Nullable Endpoint route = request.endpoints().matchedHttpEndpoint();
        Visit.of(request).goesTo(route == null ? null : route.path);
    }

    private void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEAD);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.addCustomizer(new Greeting(settings.proxies(), settings.origins(), telemetry.tracing()));
    }

    private void configure(Server server) {
        server.setStopTimeout(FINISHING.toMillis());
        server.insertHandler(new GracefulHandler());
        server.insertHandler(new Preflights(settings.origins()));
        server.insertHandler(new Attribution(telemetry.tracing()));
        server.setRequestLog(new RequestsEnd(telemetry, settings.accessLog() ? new AccessLog(accessLog) : null));
    }

    private Connector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        // Clients that come all at once wait here; with the 50 places of the default some are turned away.
        connector.setAcceptQueueSize(MOST_WAITING);
        connector.setIdleTimeout(settings.patience().idle().toMillis());
        connector.addBean(new Deadlines(connector, settings.patience()));
        connector.addBean(new AddressLimit(settings.crowd().ofOneAddress(), settings.proxies()));
        server.addBean(new NetworkConnectionLimit(settings.crowd().most(), connector));
        return connector;
    }
}
