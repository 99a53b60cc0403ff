package dev.orgstorage.http;

import dev.orgstorage.domain.StorageException;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages a browser's cookies are taken from. A browser adds them to whatever any page sends here; but it also says,
 * in headers that no page can set, whose page that is.
 */
public final class PageOrigin {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CHANGES = PageOrigin.class.getName();

    private PageOrigin() {}

    /** Says, before anybody is told who asks, that this request would change something, though its method does not tell. */
    static void changesSomething(Context request) {
        request.attribute(CHANGES, true);
    }

    /**
     * @param others origins that are taken beside our own
     * @throws StorageException.CrossSite if the request would change something, and is not known to come from a page of
     *     ours or of one of these
     */
    public static void require(Context request, Origins others) {
        if (HARMLESS.contains(request.method().name()) && request.attribute(CHANGES) == null) {
            return;
        }
        @Nullable String origin = request.header(Header.ORIGIN);
        boolean ours = origin == null
                ? "same-origin".equals(request.header("Sec-Fetch-Site"))
                : others.allows(origin) || isOwn(origin, request);
        if (!ours) {
            throw new StorageException.CrossSite();
        }
    }

    /** A page that came by TLS is ours also if we do not see the TLS, which ended at a proxy. */
    private static boolean isOwn(String origin, Context request) {
        @Nullable String host = request.header(Header.HOST);
        return host != null
                && (origin.equals(origin("https", host))
                        || ("http".equals(request.scheme()) && origin.equals(origin("http", host))));
    }

    private static String origin(String scheme, String host) {
        String standardPort = scheme.equals("https") ? ":443" : ":80";
        String named = host.toLowerCase(Locale.ROOT);
        return scheme + "://"
                + (named.endsWith(standardPort) ? named.substring(0, named.length() - standardPort.length()) : named);
    }
}
