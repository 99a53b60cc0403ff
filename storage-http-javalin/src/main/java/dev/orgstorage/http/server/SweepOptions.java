package dev.orgstorage.http.server;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How often a server sweeps. */
final class SweepOptions {
    @Option(
            names = "--sweep-interval",
            paramLabel = "SWEEP_INTERVAL",
            description = "seconds between sweeps, a quarter more or less; 15 if not given, 0 for none")
    private long seconds = 15;

    /** Zero for none. */
    Duration interval(Missing missing) {
        if (seconds < 0) {
            missing.fault("SWEEP_INTERVAL is below 0");
        }
        return Duration.ofSeconds(Math.max(0, seconds));
    }
}
