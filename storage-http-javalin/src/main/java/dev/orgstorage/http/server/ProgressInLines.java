package dev.orgstorage.http.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A line every ten thousand things, and every ten seconds at most. */
final class ProgressInLines implements Progress {
    private static final long STEP = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final PrintWriter lines;
    private final String things;
    private final InstantSource clock;
    private long toldDone;
    private Instant toldAt;

    ProgressInLines(PrintWriter lines, String things) {
        this(lines, things, InstantSource.system());
    }

    ProgressInLines(PrintWriter lines, String things, InstantSource clock) {
        this.lines = lines;
        this.things = things;
        this.clock = clock;
        this.toldAt = clock.instant();
    }

    @Override
    public void at(long done, String detail) {
        Instant now = clock.instant();
        if (done - toldDone >= STEP || !now.isBefore(toldAt.plus(PAUSE))) {
            lines.println(done + " " + things + ": " + detail);
            toldDone = done;
            toldAt = now;
        }
    }

    @Override
    public void close() {
        // Whoever is done says so.
    }
}
