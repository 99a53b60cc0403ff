package dev.orgstorage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong (RFC 9457). {@code code} is stable; {@code error} is the sentence of {@code detail} once more, where
 * simple clients look for it; {@code field} is there if one field is at fault.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String error,
        @Nullable String field) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String title, String code, String sentence, @Nullable String field) {
        return new Problem("about:blank", title, status, sentence, code, sentence, field);
    }
}
