package dev.orgstorage.benchmarks.http;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a server was that was asked for long.
 *
 * @param rate requests a second that it was asked
 * @param stalled whether the bucket did not answer
 * @param before other routes, before the bucket stalled; empty if it never did
 * @param during the same, meanwhile
 */
record SoakReport(
        Conditions conditions,
        double rate,
        boolean stalled,
        List<Minute> minutes,
        Map<Route, Sample> before,
        Map<Route, Sample> during)
        implements Report {
    private static final String HEADS = "%6s %10s %9s %9s %9s %9s %9s %11s %7s %7s\n";

    /**
     * One of the minutes.
     *
     * @param heap MiB that were left when garbage had been collected after it
     * @param connections to the database
     * @param descriptors open files and sockets of the server
     */
    record Minute(int number, Sample sample, double heap, long connections, long descriptors) {}

    @Override
    public String table() {
        Formatter text = new Formatter(new StringBuilder(), Locale.ROOT);
        text.format("%s\n%s at %,.0f requests/s", conditions, Route.MIX.title(), rate);
        text.format(stalled ? ", while the bucket does not answer\n\n" : "\n\n");
        text.format(HEADS, "", "", "ms", "ms", "CPU ms", "live heap", "resident", "database", "open", "");
        text.format(
                HEADS, "minute", "requests/s", "median", "99 %", "all", "MiB", "MiB", "connections", "files", "errors");
        minutes.forEach(minute -> print(text, minute));
        if (!before.isEmpty()) {
            text.format("\n%-34s %10s %9s %9s %7s\n", "", "requests/s", "median ms", "99 % ms", "errors");
            print(text, before, "before");
            print(text, during, "stalled");
        }
        List<String> faults = faults();
        text.format(faults.isEmpty() ? "\nNo request failed.\n" : "\nWRONG:\n");
        faults.forEach(fault -> text.format("  %s\n", fault));
        return text.toString();
    }

    private static void print(Formatter text, Minute minute) {
        Sample sample = minute.sample;
        text.format("%6d %,10.0f %9.2f %9.2f", minute.number, sample.perSecond(), sample.p50(), sample.p99());
        text.format(" %9.3f %9.1f %9.0f", sample.cpu(), minute.heap, sample.resident());
        text.format(" %11d %7d %7d\n", minute.connections, minute.descriptors, sample.errors());
    }

    private static void print(Formatter text, Map<Route, Sample> samples, String when) {
        samples.forEach((route, sample) -> {
            text.format("%-34s %,10.0f %9.2f", route.title() + ", " + when, sample.perSecond(), sample.p50());
            text.format(" %9.2f %7d\n", sample.p99(), sample.errors());
        });
    }

    @Override
    public Object json() {
        return this;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        minutes.stream()
                .filter(minute -> minute.sample.errors() > 0)
                .map(minute -> minute.sample.errors() + " errors in minute " + minute.number)
                .forEach(faults::add);
        during.forEach((route, sample) -> {
            if (sample.errors() > 0) {
                faults.add(sample.errors() + " errors of " + route + " while the bucket stalled");
            }
        });
        return faults;
    }
}
