package dev.orgstorage.http.server;

import dev.orgstorage.http.LogFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** While a request is served, its thread knows which one it is: for logs, and for its trace. */
final class Attribution extends Handler.Wrapper {
    private final Tracing tracing;

    Attribution(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public boolean handle(Request request, Response answer, Callback callback) throws Exception {
        @Nullable Visit visit = Visit.of(request);
        if (visit == null) {
            return super.handle(request, answer, callback);
        }
        LogFields.put(LogFields.REQUEST_ID, visit.id());
        LogFields.put(LogFields.TRACE_ID, Tracing.id(visit.trace()));
        tracing.enter(visit.trace());
        try {
            return super.handle(request, answer, callback);
        } finally {
            tracing.leave();
            LogFields.clear();
        }
    }
}
