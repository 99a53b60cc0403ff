package dev.orgstorage.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the machine as a whole does. */
final class Machine {
    private static final int USER = 1;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;
    private static final int LONGEST_REST_ROUNDS = 200;
    private static final long ROUND_MILLIS = 50;

    /** Two ticks in a round: what a server does without being asked. */
    private static final double RESTING = 2 / ProcessTree.TICKS_PER_SECOND;

    private Machine() {}

    /** CPU seconds of all cores in which something ran. */
    static double busySeconds() {
        try (Stream<String> lines = Files.lines(ProcessTree.PROC.resolve("stat"))) {
            return busySeconds(lines.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new CannotMeasure("The machine is measured by /proc, which only Linux has", e);
        }
    }

    /** Of the first line of {@code /proc/stat}; the times of guests are in those of users already. */
    static double busySeconds(String line) {
        String[] fields = line.split(" +", -1);
        long ticks = 0;
        for (int field = USER; field <= STEAL; field++) {
            if (field != IDLE && field != IO_WAIT) {
                ticks += Long.parseLong(fields[field]);
            }
        }
        return ticks / ProcessTree.TICKS_PER_SECOND;
    }

    /** CPU seconds of this process, and of all that it started and that have ended, such as wrk. */
    static double cpuSecondsHere() {
        return ProcessTree.of(ProcessHandle.current().pid()).cpuSecondsOfRoot();
    }

    /** Returns when the contender has done what was left to do behind its answers, or after ten seconds. */
    static void awaitRest(Contender contender) {
        double before = used(contender);
        for (int round = 0; round < LONGEST_REST_ROUNDS; round++) {
            pause();
            double now = used(contender);
            if (now - before < RESTING) {
                return;
            }
            before = now;
        }
    }

    private static double used(Contender contender) {
        @Nullable ProcessTree database = contender.database();
        return contender.server().cpuSeconds() + (database == null ? 0 : database.cpuSeconds());
    }

    private static void pause() {
        try {
            Thread.sleep(ROUND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("Interrupted", e);
        }
    }
}
