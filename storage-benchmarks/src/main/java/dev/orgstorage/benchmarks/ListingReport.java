package dev.orgstorage.benchmarks;

import java.util.Formatter;
import java.util.Locale;

/**
 * How long the newest files of an owner take to be found.
 *
 * @param same whether both ways led to the same files
 */
record ListingReport(int files, int newest, int rounds, int processors, Way record, Way bucket, boolean same) {
    private static final String LINE = "%-30s %10.2f %10.2f %10.2f\n";

    /**
     * A way to find them.
     *
     * @param median in milliseconds, as is all
     * @param cpu of the one who asks and of those who answer, each time
     */
    record Way(double median, double p99, double cpu) {}

    String table() {
        Formatter text = new Formatter(new StringBuilder(), Locale.ROOT);
        text.format(
                "The newest %d of %,d files, %d times on %d processors, in ms\n", newest, files, rounds, processors);
        text.format("\n%-30s %10s %10s %10s\n", "", "median", "99 %", "CPU of all");
        text.format(LINE, "through the record", record.median, record.p99, record.cpu);
        text.format(LINE, "through the bucket alone", bucket.median, bucket.p99, bucket.cpu);
        text.format("%-30s %9.0fx %10s %9.0fx\n", "", bucket.median / record.median, "", bucket.cpu / record.cpu);
        return text.format(same ? "\nBoth found the same.\n" : "\nWRONG: they are not the same.\n")
                .toString();
    }
}
