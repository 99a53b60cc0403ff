package dev.orgstorage.http.server;

import dev.orgstorage.http.Origins;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells browsers what a page may ask, without asking anybody else: no route, no token, no limit. The page's own requests
 * are another matter.
 */
final class Preflights extends Handler.Wrapper {
    private static final String METHODS = "GET, HEAD, POST, PATCH, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, X-Organization-Id";
    private static final Duration REMEMBERED = Duration.ofHours(2);

    private final Origins origins;

    Preflights(Origins origins) {
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response answer, Callback callback) throws Exception {
        if (!isPreflight(request)) {
            return super.handle(request, answer, callback);
        }
        if (origins.allows(request.getHeaders().get(HttpHeader.ORIGIN))) {
            HttpFields.Mutable headers = answer.getHeaders();
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, String.valueOf(REMEMBERED.toSeconds()));
        }
        answer.setStatus(HttpStatus.NO_CONTENT_204);
        callback.succeeded();
        return true;
    }

    /** As browsers send it; any other OPTIONS goes its way. */
    static boolean isPreflight(Request request) {
        return HttpMethod.OPTIONS.is(request.getMethod())
                && request.getHeaders().contains(HttpHeader.ORIGIN)
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
