package dev.orgstorage.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpFields;

/**
 * What every answer says to browsers and caches: it is data and no page, for who asked and for nobody else. Whoever
 * serves something else beside the routes, such as a page, sets what is to differ.
 */
public final class AnswerHeaders {
    /** Nothing may be loaded, run, sent or framed by what is no page. */
    public static final String POLICY_OF_DATA =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The attribute of a request that holds what its answers have to have beyond that, as {@link HttpFields}. */
    public static final String ATTRIBUTE = "dev.orgstorage.answerHeaders";

    /** By what else than its URL an answer differs. */
    private static final String VARY =
            String.join(", ", Header.ORIGIN, Header.AUTHORIZATION, Header.COOKIE, StorageApi.CONTEXT_HEADER);

    private AnswerHeaders() {}

    /** Sets them, by name and value. */
    public static void put(BiConsumer<String, String> answer) {
        answer.accept(Header.X_CONTENT_TYPE_OPTIONS, "nosniff");
        answer.accept("Referrer-Policy", "no-referrer");
        answer.accept("Content-Security-Policy", POLICY_OF_DATA);
        answer.accept("X-Frame-Options", "DENY");
        // An app shows images by their stable link from another name of its site.
        answer.accept("Cross-Origin-Resource-Policy", "same-site");
        answer.accept("Cross-Origin-Opener-Policy", "same-origin");
        answer.accept(Header.CACHE_CONTROL, "no-store");
        answer.accept(Header.VARY, VARY);
    }

    static void answer(Context request) {
        put(request::header);
        request.header(RequestId.HEADER, RequestId.of(request));
    }
}
