package dev.orgstorage.http;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a request is called: in its answer, in problems, and in whatever is logged of it. */
public final class RequestId {
    /** Where an answer names it. */
    public static final String HEADER = "X-Request-Id";

    /** The attribute that holds it. A host that names its requests itself sets it before the routes are reached. */
    public static final String ATTRIBUTE = "dev.orgstorage.requestId";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 8;

    private RequestId() {}

    /** This request's; the first who asks gives it one. */
    public static String of(Context request) {
        @Nullable String given = request.attribute(ATTRIBUTE);
        if (given != null) {
            return given;
        }
        String fresh = fresh();
        request.attribute(ATTRIBUTE, fresh);
        return fresh;
    }

    /** One that nobody can guess. */
    public static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
