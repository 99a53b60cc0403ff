package dev.orgstorage.http.server;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a server warms up before it says that it is ready. */
final class WarmUpOptions {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Option(
            names = "--warm-up",
            paramLabel = "WARM_UP",
            description =
                    "seconds for which to warm up before it is ready; 0.5 if not given, 0 (none) in embedded mode")
    private @Nullable BigDecimal seconds;

    Duration time(Duration otherwise, Missing missing) {
        if (seconds == null) {
            return otherwise;
        }
        Duration time = Duration.ofMillis(seconds.movePointRight(3).longValue());
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            missing.fault("WARM_UP is 0 to " + LONGEST.toSeconds() + " seconds, not " + seconds);
        }
        return time;
    }
}
