package dev.orgstorage.http.server;

import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.RequestId;
import dev.orgstorage.http.server.Buckets.Spent;
import io.opentelemetry.context.Context;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request at the door: what it is called, where it comes from, and, once that is known, who sends it. */
final class Visit {
    private static final String ATTRIBUTE = Visit.class.getName();
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Of a connection that is not there any more. */
    private static final InetAddress BROKEN_OFF = Network.address("0.0.0.0");

    private final String id;
    private final InetAddress address;
    private final boolean encrypted;
    private final Context trace;
    private @Nullable Spent spent;
    private volatile @Nullable UserId user;
    private volatile @Nullable String route;

    private Visit(String id, InetAddress address, boolean encrypted, Context trace) {
        this.id = id;
        this.address = address;
        this.encrypted = encrypted;
        this.trace = trace;
    }

    /** Begins it. Only of what trusted proxies say, anything is believed. */
    static Visit begin(Request request, TrustedProxies proxies, Tracing tracing) {
        InetAddress peer = peer(request);
        HttpFields said = proxies.trusts(peer) ? request.getHeaders() : HttpFields.EMPTY;
        @Nullable String named = said.get(RequestId.HEADER);
        String id = named != null && SANE_ID.matcher(named).matches() ? named : RequestId.fresh();
        Visit visit = new Visit(
                id,
                proxies.client(peer, said.getValuesList(HttpHeader.X_FORWARDED_FOR)),
                request.isSecure() || isHttps(said.getCSV(HttpHeader.X_FORWARDED_PROTO, false)),
                tracing.begin(request, id));
        request.setAttribute(ATTRIBUTE, visit);
        request.setAttribute(RequestId.ATTRIBUTE, visit.id);
        return visit;
    }

    static Visit of(io.javalin.http.Context request) {
        return Objects.requireNonNull(request.<Visit>attribute(ATTRIBUTE));
    }

    /** Null if it was refused before it began. */
    static @Nullable Visit of(Request request) {
        return (Visit) request.getAttribute(ATTRIBUTE);
    }

    static InetAddress peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : BROKEN_OFF;
    }

    /** What the proxy next to us heard is the last of what there is. */
    private static boolean isHttps(List<String> schemes) {
        return !schemes.isEmpty() && schemes.getLast().toLowerCase(Locale.ROOT).equals("https");
    }

    String id() {
        return id;
    }

    /** The trace that it belongs to. */
    Context trace() {
        return trace;
    }

    /** Its route as that was declared; null if there is none, or it was not looked for. */
    @Nullable
    String route() {
        return route;
    }

    void goesTo(@Nullable String declared) {
        this.route = declared;
    }

    InetAddress address() {
        return address;
    }

    /** Whether the client uses https, be it with us or with a trusted proxy. */
    boolean encrypted() {
        return encrypted;
    }

    @Nullable
    UserId user() {
        return user;
    }

    void isOf(UserId user) {
        this.user = user;
    }

    /** What its address paid; null if it did not have to. */
    @Nullable
    Spent spent() {
        return spent;
    }

    void paysWith(Spent spent) {
        this.spent = spent;
    }
}
