package dev.orgstorage.http;

import java.util.Locale;

/** What can go wrong, in words that stay: each as {@code code} of a problem, with its status. */
enum ProblemCode {
    INVALID(400, "Invalid request"),
    BODY_INCOMPLETE(400, "Incomplete"),
    /** What is no request of ours, such as a URL that cannot be read; with whatever status says so. */
    REFUSED(400, "Bad Request"),
    UNAUTHENTICATED(401, "Not authenticated"),
    NOT_A_MEMBER(403, "Not a member"),
    CROSS_SITE(403, "Cross-site"),
    FORBIDDEN(403, "Not permitted"),
    UNKNOWN_OWNER(403, "Unknown owner"),
    NOT_FOUND(404, "Not found"),
    NO_SUCH_ROUTE(404, "Not Found"),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
    NOT_UPLOADED(409, "Not uploaded"),
    ALREADY_UPLOADED(409, "Already uploaded"),
    NOT_IN_PARTS(409, "Not in parts"),
    OBJECT_CHANGED(409, "Object changed"),
    BODY_TOO_LARGE(413, "Too large"),
    TYPE_NOT_ALLOWED(415, "Type not allowed"),
    BODY_ENCODED(415, "Encoded"),
    BODY_NOT_JSON(415, "Not JSON"),
    CONTENT_MISMATCH(422, "Not what was promised"),
    UPLOAD_MISMATCH(422, "Not what was promised"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    UNAVAILABLE(503, "Unavailable");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** As answers name it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
