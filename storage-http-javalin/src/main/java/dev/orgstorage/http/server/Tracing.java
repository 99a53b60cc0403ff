package dev.orgstorage.http.server;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Traces of requests, sent by OTLP to where the standard settings of OpenTelemetry say; if they say nothing, no SDK is
 * started, and all that is left is the trace that a client says its request belongs to. A trace holds routes, methods,
 * statuses, names of operations and statements without their values: no path, no query, no header, no token.
 */
final class Tracing implements AutoCloseable {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("orgstorage.request.id");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("orgstorage.bucket.operation");
    private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> STATEMENT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final int FIRST_FAILURE = 500;
    private static final int FINISHING_SECONDS = 5;

    /** Threads that a request forks are born with it. */
    private static final InheritableThreadLocal<@Nullable Context> CURRENT = new InheritableThreadLocal<>();

    private final @Nullable OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private Tracing(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = Objects.requireNonNullElse(sdk, OpenTelemetry.noop()).getTracer("orgstorage");
    }

    static Tracing none() {
        return new Tracing(null);
    }

    /**
     * Sends by HTTP, to {@code /v1/traces} there; whatever else the environment says by {@code OTEL_…} holds.
     *
     * @throws CannotStart if that is not as it has to be
     */
    static Tracing to(URI endpoint, String service) {
        Map<String, String> settings = Map.of(
                "otel.exporter.otlp.endpoint", endpoint.toString(),
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.service.name", service);
        try {
            return new Tracing(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> settings)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException e) {
            throw new CannotStart("Traces cannot be sent as OTEL_… says: " + e.getMessage());
        }
    }

    /** Whether anybody is told of traces. */
    boolean sends() {
        return sdk != null;
    }

    /** The trace that a request belongs to, by its own word if that is well-formed; it begins a part of it. */
    Context begin(Request request, String requestId) {
        Context theirs = W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), request.getHeaders(), TraceHeaders.GETTER);
        if (sdk == null) {
            return theirs;
        }
        Span span = tracer.spanBuilder(RequestMeter.methodOf(request))
                .setParent(theirs)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, RequestMeter.methodOf(request))
                .setAttribute(REQUEST_ID, requestId)
                .startSpan();
        return theirs.with(span);
    }

    /** What a trace is called, in 32 hexadecimal digits; null for none. */
    static @Nullable String id(Context trace) {
        SpanContext of = Span.fromContext(trace).getSpanContext();
        return of.isValid() ? of.getTraceId() : null;
    }

    /** The request is answered. */
    void end(Context trace, Request request, int status) {
        if (sdk == null) {
            return;
        }
        String route = RequestMeter.routeOf(request);
        Span span = Span.fromContext(trace);
        span.updateName(RequestMeter.methodOf(request) + " " + route);
        span.setAttribute(ROUTE, route);
        span.setAttribute(STATUS, (long) status);
        if (status >= FIRST_FAILURE) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** What this thread does from now on, and whatever threads it starts, is part of the trace. */
    void enter(Context trace) {
        if (sdk != null) {
            CURRENT.set(trace);
        }
    }

    void leave() {
        if (sdk != null) {
            CURRENT.remove();
        }
    }

    /** A part of what a request does. */
    @FunctionalInterface
    interface Part {
        Part NONE = failure -> {};

        /** @param failure null if there was none */
        void ended(@Nullable Throwable failure);
    }

    Part partOfBucket(String operation) {
        @Nullable Context trace = sdk == null ? null : CURRENT.get();
        return trace == null
                ? Part.NONE
                : part(trace, tracer.spanBuilder("bucket " + operation).setAttribute(OPERATION, operation));
    }

    /** @param sql without values */
    Part partOfDatabase(String sql) {
        @Nullable Context trace = sdk == null ? null : CURRENT.get();
        return trace == null
                ? Part.NONE
                : part(
                        trace,
                        tracer.spanBuilder(StatementName.of(sql))
                                .setAttribute(DATABASE, "postgresql")
                                .setAttribute(STATEMENT, sql));
    }

    /** Of a failure only its kind is told: its words may hold what it was about. */
    private static Part part(Context trace, SpanBuilder begun) {
        Span span = begun.setParent(trace).setSpanKind(SpanKind.CLIENT).startSpan();
        return failure -> {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute(ERROR, failure.getClass().getName());
            }
            span.end();
        };
    }

    /** Sends what is left, for five seconds at most. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.shutdown().join(FINISHING_SECONDS, TimeUnit.SECONDS);
        }
    }
}
