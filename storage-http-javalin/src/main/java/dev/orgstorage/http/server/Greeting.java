package dev.orgstorage.http.server;

import dev.orgstorage.http.AnswerHeaders;
import dev.orgstorage.http.Origins;
import dev.orgstorage.http.RequestId;
import io.javalin.http.Header;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What comes before everything else, even before a request is refused for its path: it begins a {@link Visit} and gives
 * the answer the headers it has to have, whoever writes it.
 */
final class Greeting implements HttpConfiguration.Customizer {
    private static final int MOST_HEADERS = 100;
    private static final String A_YEAR = "max-age=31536000";
    private static final String EXPOSED = String.join(
            ", ",
            List.of(
                    RequestId.HEADER,
                    "X-Organization-Id",
                    RateLimits.LIMIT,
                    RateLimits.REMAINING,
                    RateLimits.RESET,
                    Header.RETRY_AFTER));

    private final TrustedProxies proxies;
    private final Origins origins;
    private final Tracing tracing;

    Greeting(TrustedProxies proxies, Origins origins, Tracing tracing) {
        this.proxies = proxies;
        this.origins = origins;
        this.tracing = tracing;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        Visit visit = Visit.begin(request, proxies, tracing);
        AnswerHeaders.put(answer::put);
        HttpFields.Mutable more = HttpFields.build().put(RequestId.HEADER, visit.id());
        if (visit.encrypted()) {
            more.put(Header.STRICT_TRANSPORT_SECURITY, A_YEAR);
        }
        @Nullable String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && origins.allows(origin)) {
            more.put(Header.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            more.put(Header.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            more.put(Header.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        more.forEach(answer::put);
        request.setAttribute(AnswerHeaders.ATTRIBUTE, more);
        if (request.getHeaders().size() > MOST_HEADERS) {
            throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
        }
        return from(visit, request);
    }

    /** For whoever asks for its address later. */
    private static Request from(Visit visit, Request request) {
        ConnectionMetaData connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
                return new InetSocketAddress(visit.address(), 0);
            }
        };
        return new Request.Wrapper(request) {
            @Override
            public ConnectionMetaData getConnectionMetaData() {
                return connection;
            }
        };
    }
}
