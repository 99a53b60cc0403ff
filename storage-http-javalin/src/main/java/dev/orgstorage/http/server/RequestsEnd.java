package dev.orgstorage.http.server;

import dev.orgstorage.http.LogFields;
import dev.orgstorage.http.RequestId;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** What is to be done once a request is answered, by whomever: to measure it, to end its trace, to log it. */
final class RequestsEnd implements RequestLog {
    private final RequestMeter meter;
    private final Tracing tracing;
    private final @Nullable AccessLog log;

    RequestsEnd(Telemetry telemetry, @Nullable AccessLog log) {
        this.meter = new RequestMeter(telemetry.meters().registry());
        this.tracing = telemetry.tracing();
        this.log = log;
    }

    @Override
    public void log(Request request, Response answer) {
        meter.log(request, answer);
        @Nullable Visit visit = Visit.of(request);
        if (visit != null) {
            tracing.end(visit.trace(), request, answer.getStatus());
        }
        if (log != null) {
            put(visit, request, answer);
            log.log(request, answer);
            LogFields.clear();
        }
    }

    /** For logs whose lines have fields. */
    private static void put(@Nullable Visit visit, Request request, Response answer) {
        LogFields.put(LogFields.REQUEST_ID, Objects.toString(request.getAttribute(RequestId.ATTRIBUTE), null));
        if (visit != null) {
            LogFields.put(LogFields.TRACE_ID, Tracing.id(visit.trace()));
            LogFields.put(LogFields.USER, Objects.toString(visit.user(), null));
            LogFields.put(LogFields.CONTEXT, answer.getHeaders().get("X-Organization-Id"));
        }
    }
}
