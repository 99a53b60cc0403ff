package dev.orgstorage.http;

import org.jspecify.annotations.Nullable;

/** A request body that is not read: too large, not all there, or not JSON. */
@SuppressWarnings("serial")
final class BodyRefused extends RuntimeException {
    private final int status;
    private final String title;
    private final String code;
    private final String sentence;

    private BodyRefused(int status, String title, String code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.status = status;
        this.title = title;
        this.code = code;
        this.sentence = sentence;
    }

    static BodyRefused tooLarge(int limit) {
        return new BodyRefused(
                413, "Too large", "body_too_large", "A request body has at most " + limit + " bytes", null);
    }

    /** The connection broke, or what came over it was not HTTP any more. */
    static BodyRefused incomplete(Throwable cause) {
        return new BodyRefused(400, "Incomplete", "body_incomplete", "The body could not be read to its end", cause);
    }

    /** What a small body unfolds to, nobody knows before. */
    static BodyRefused encoded() {
        return new BodyRefused(
                415, "Encoded", "body_encoded", "The body has to be sent as it is, without Content-Encoding", null);
    }

    static BodyRefused notJson() {
        return new BodyRefused(
                415, "Not JSON", "body_not_json", "The body has to be JSON; send Content-Type: application/json", null);
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
