package dev.orgstorage.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every line that is logged while a request is served can say of it, in SLF4J's MDC: which request, and once they are
 * known, whose and in which context.
 */
public final class LogFields {
    public static final String REQUEST_ID = "requestId";
    public static final String TRACE_ID = "traceId";
    public static final String USER = "user";

    /** As {@code X-Organization-Id} names it. */
    public static final String CONTEXT = "context";

    private static final List<String> ALL = List.of(REQUEST_ID, TRACE_ID, USER, CONTEXT);

    private LogFields() {}

    /** Says this of the request from now on, in this thread. */
    public static void put(String field, @Nullable String value) {
        if (value != null) {
            MDC.put(field, value);
        }
    }

    /** Says nothing of any request any more. */
    public static void clear() {
        ALL.forEach(MDC::remove);
    }
}
