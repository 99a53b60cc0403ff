package dev.orgstorage.http;

import org.jspecify.annotations.Nullable;

/** A request body that is not read: too large, not all there, or not JSON. */
@SuppressWarnings("serial")
final class BodyRefused extends RuntimeException {
    private final ProblemCode code;
    private final String sentence;

    private BodyRefused(ProblemCode code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.code = code;
        this.sentence = sentence;
    }

    static BodyRefused tooLarge(int limit) {
        return new BodyRefused(ProblemCode.BODY_TOO_LARGE, "A request body has at most " + limit + " bytes", null);
    }

    /** The connection broke, or what came over it was not HTTP any more. */
    static BodyRefused incomplete(Throwable cause) {
        return new BodyRefused(ProblemCode.BODY_INCOMPLETE, "The body could not be read to its end", cause);
    }

    /** What a small body unfolds to, nobody knows before. */
    static BodyRefused encoded() {
        return new BodyRefused(
                ProblemCode.BODY_ENCODED, "The body has to be sent as it is, without Content-Encoding", null);
    }

    static BodyRefused notJson() {
        return new BodyRefused(
                ProblemCode.BODY_NOT_JSON, "The body has to be JSON; send Content-Type: application/json", null);
    }

    ProblemCode code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
