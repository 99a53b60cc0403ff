package dev.orgstorage.http.server;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an operator sees of a server, and how it leaves. */
final class OperationOptions {
    private static final int SHORTEST_TOKEN = 16;

    @Option(
            names = "--metrics",
            paramLabel = "METRICS",
            arity = "0..1",
            fallbackValue = "true",
            description = "measurements for Prometheus at /metrics; true if not given")
    private boolean metrics = true;

    @Option(
            names = "--metrics-token",
            paramLabel = "METRICS_TOKEN",
            description = "what a scrape has to send as Authorization: Bearer, of 16 characters or more; anybody may"
                    + " scrape if not given")
    private @Nullable String metricsToken;

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "OTEL_EXPORTER_OTLP_ENDPOINT",
            description = "where traces go by OTLP over HTTP, as http://collector:4318; no traces if not given")
    private @Nullable URI endpoint;

    @Option(
            names = "--service-name",
            paramLabel = "OTEL_SERVICE_NAME",
            description = "what the server is called in traces; orgstorage if not given")
    private String service = "orgstorage";

    @Option(
            names = "--shutdown-delay",
            paramLabel = "SHUTDOWN_DELAY",
            description = "seconds that a server that is told to stop still serves, while /health/ready says 503; 0 if"
                    + " not given")
    private long leave;

    OperationSettings settings(Missing missing) {
        if (metricsToken != null && metricsToken.length() < SHORTEST_TOKEN) {
            missing.fault("METRICS_TOKEN has less than " + SHORTEST_TOKEN + " characters");
        }
        if (leave < 0) {
            missing.fault("SHUTDOWN_DELAY is below 0");
        }
        return new OperationSettings(metricsToken, Duration.ofSeconds(Math.max(0, leave)));
    }

    /** What the rest of the settings allows to be started; the caller closes it. */
    Telemetry telemetry() {
        Tracing tracing = endpoint == null ? Tracing.none() : Tracing.to(endpoint, service);
        return new Telemetry(metrics ? Meters.start() : Meters.none(), tracing);
    }
}
