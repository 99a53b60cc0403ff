package dev.orgstorage.http.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the doctor looked at, and how it is.
 *
 * @param says a few words, or what a server said
 * @param remedy what to do about it; null where there is nothing to do
 */
record Diagnosis(
        String part,
        String check,
        Verdict verdict,
        String says,
        @Nullable String remedy) {
    enum Verdict {
        OK,
        /** It works, but not as it should, or nobody knows. */
        WARNING,
        FAILED,
        /** Not looked at, because of something else that failed. */
        SKIPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a check ended. */
    record Outcome(Verdict verdict, String says, @Nullable String remedy) {
        static Outcome ok(String says) {
            return new Outcome(Verdict.OK, says, null);
        }

        static Outcome warning(String says, String remedy) {
            return new Outcome(Verdict.WARNING, says, remedy);
        }

        static Outcome failed(String says, String remedy) {
            return new Outcome(Verdict.FAILED, says, remedy);
        }
    }
}
