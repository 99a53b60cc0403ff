package dev.orgstorage.http.server;

import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.RequestId;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * A line for each request, once it is answered: what it is called, whence, whose, in which context, what, and what came of
 * it. No query, no header and no body is ever in it, and whatever a client could forge a line with is percent-encoded.
 */
final class AccessLog implements RequestLog {
    static final String NAME = "orgstorage.access";

    private static final int LONGEST = 1_024;

    private final Consumer<String> lines;

    AccessLog(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void log(Request request, Response answer) {
        lines.accept(line(request, answer));
    }

    private static String line(Request request, Response answer) {
        @Nullable Visit visit = Visit.of(request);
        @Nullable UserId user = visit == null ? null : visit.user();
        InetAddress address = visit == null ? Visit.peer(request) : visit.address();
        return "id=" + request.getAttribute(RequestId.ATTRIBUTE)
                + " address=" + address.getHostAddress()
                + " user=" + printable(user == null ? null : user.value())
                + " context=" + printable(answer.getHeaders().get("X-Organization-Id"))
                + " method=" + printable(request.getMethod())
                + " path=" + printable(request.getHttpURI().getPath())
                + " status=" + answer.getStatus()
                + " bytes=" + Response.getContentBytesWritten(answer)
                + " ms=" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
    }

    /** In one word of visible ASCII; {@code -} for nothing. */
    private static String printable(@Nullable String text) {
        StringBuilder word = new StringBuilder();
        for (byte one : Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8)) {
            if (one > ' ' && one < 0x7f) {
                word.append((char) one);
            } else {
                word.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
            if (word.length() >= LONGEST) {
                return word + "...";
            }
        }
        return word.isEmpty() ? "-" : word.toString();
    }
}
