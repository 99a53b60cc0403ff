package dev.orgstorage.http.server;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** A request's headers, as OpenTelemetry reads them. One that is there twice says nothing. */
final class TraceHeaders implements TextMapGetter<HttpFields> {
    static final TraceHeaders GETTER = new TraceHeaders();

    private TraceHeaders() {}

    @Override
    public @Nullable String get(@Nullable HttpFields headers, String name) {
        List<String> values = Objects.requireNonNull(headers).getValuesList(name);
        return values.size() == 1 ? values.getFirst() : null;
    }
}
