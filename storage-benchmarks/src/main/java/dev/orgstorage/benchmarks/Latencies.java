package dev.orgstorage.benchmarks;

import java.util.Arrays;

/** How long each of many calls took. */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1 << 12];
    private int count;

    void time(Runnable call) {
        long began = System.nanoTime();
        call.run();
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = System.nanoTime() - began;
    }

    int count() {
        return count;
    }

    /** In milliseconds: so many of a hundred calls took no longer. */
    double percentile(int percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.ceilDiv(count * percent, 100) - 1] / NANOS_PER_MILLI;
    }
}
