package dev.orgstorage.http.server;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Measures each request once it is answered, whoever answers: a route, the door, or Jetty. */
final class RequestMeter implements RequestLog {
    /** What is for no route: unknown paths, preflights, and what cannot be read. */
    static final String NO_ROUTE = "none";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private final MeterProvider<Timer> timers;

    RequestMeter(MeterRegistry registry) {
        this.timers = Timer.builder("orgstorage.http.requests")
                .description("Requests that were answered, from their first byte on")
                .serviceLevelObjectives(Meters.LIMITS)
                .withRegistry(registry);
    }

    @Override
    public void log(Request request, Response answer) {
        timers.withTags(Tags.of(
                        "route", routeOf(request),
                        "method", methodOf(request),
                        "status", String.valueOf(answer.getStatus())))
                .record(System.nanoTime() - request.getBeginNanoTime(), TimeUnit.NANOSECONDS);
    }

    /** As the route was declared, never as its path was asked for. */
    static String routeOf(Request request) {
        @Nullable Visit visit = Visit.of(request);
        @Nullable String route = visit == null ? null : visit.route();
        return route == null ? NO_ROUTE : route;
    }

    /** One of those that there are; a client may make up others. */
    static String methodOf(Request request) {
        String method = request.getMethod();
        return METHODS.contains(method) ? method : "other";
    }
}
