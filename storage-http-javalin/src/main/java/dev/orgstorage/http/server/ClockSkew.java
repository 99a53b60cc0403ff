package dev.orgstorage.http.server;

import dev.orgstorage.http.server.Diagnosis.Outcome;
import java.time.Duration;
import java.time.Instant;

/** How far apart two clocks are, as far as it can be told from a question and its answer. */
final class ClockSkew {
    private static final Duration NOTHING = Duration.ofSeconds(1);
    private static final Duration TOLERABLE = Duration.ofSeconds(5);
    private static final Duration LETHAL = Duration.ofMinutes(5);
    private static final String REMEDY =
            "let NTP set the clock of this machine, or the other: signatures fail where clocks differ";

    private ClockSkew() {}

    /**
     * @param asked when the question went off, by our clock
     * @param theirs the other's time, which it rounds down to a whole {@code step}
     * @param answered when the answer was there, by our clock
     */
    static Outcome between(Instant asked, Instant theirs, Duration step, Instant answered) {
        Duration ahead = Duration.between(answered, theirs);
        Duration behind = Duration.between(theirs.plus(step), asked);
        return ahead.compareTo(behind) > 0 ? outcome(ahead, "ahead of") : outcome(behind, "behind");
    }

    private static Outcome outcome(Duration skew, String direction) {
        String says = words(skew) + " " + direction + " this machine's";
        if (skew.compareTo(LETHAL) > 0) {
            return Outcome.failed(says, REMEDY);
        }
        if (skew.compareTo(TOLERABLE) > 0) {
            return Outcome.warning(says, REMEDY);
        }
        return Outcome.ok(skew.compareTo(NOTHING) > 0 ? says : "agrees with this machine's");
    }

    private static String words(Duration skew) {
        long seconds = skew.plusMillis(500).toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
