package dev.orgstorage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong (RFC 9457). {@code code} is stable; {@code error} is the sentence of {@code detail} once more, where
 * simple clients look for it; {@code message} once again, for Uppy alone, which shows that; {@code field} is there if one
 * field is at fault; {@code requestId} is what logs call the request.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String error,
        @Nullable String message,
        @Nullable String field,
        @Nullable String requestId) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemCode code, String sentence, @Nullable String field) {
        return of(code.status(), code.title(), code.code(), sentence, field);
    }

    static Problem of(int status, String title, String code, String sentence, @Nullable String field) {
        return new Problem("about:blank", title, status, sentence, code, sentence, null, field, null);
    }

    /** The same, of the request of this name. */
    Problem in(String request) {
        return new Problem(type, title, status, detail, code, error, message, field, request);
    }

    /** The same, as Uppy shows it. */
    Problem shownByUppy() {
        return new Problem(type, title, status, detail, code, error, error, field, requestId);
    }
}
