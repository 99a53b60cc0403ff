package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.Measurement.Measured;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests cost. */
record HttpReport(Conditions conditions, List<Measured> measured) implements Report {
    private static final String HEADS = "%-34s %10s %8s %8s %9s %9s %9s %7s\n";

    /** How many times as much the other server needs, or we serve. */
    record Ratios(double perSecond, double p50, double p99, double cpu) {
        static Ratios of(Sample ours, Sample other) {
            boolean comparable = (ours.database() == null) == (other.database() == null);
            return new Ratios(
                    ours.perSecond() / other.perSecond(),
                    other.p50() / ours.p50(),
                    other.p99() / ours.p99(),
                    comparable ? other.cpu() / ours.cpu() : other.server() / ours.server());
        }
    }

    /** As JSON has it. */
    record Entry(
            String route,
            String title,
            int connections,
            Map<String, Sample> medians,
            @Nullable Ratios ratios,
            Map<String, List<Sample>> samples) {}

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Measured one : measured) {
            one.samples().forEach((contender, samples) -> {
                Sample median = Sample.median(samples);
                if (median.errors() > 0) {
                    faults.add(String.format(
                            Locale.ROOT, "%s answered %s with %,d errors", contender, title(one), median.errors()));
                }
                if (median.perSecond() == 0) {
                    faults.add(contender + " did not answer " + title(one));
                }
            });
        }
        return faults;
    }

    List<Entry> entries() {
        return measured.stream()
                .map(one -> new Entry(
                        one.what().route().toString(),
                        title(one),
                        one.what().connections(),
                        medians(one),
                        ratios(one),
                        one.samples()))
                .toList();
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conditions", conditions);
        json.put("routes", entries());
        json.put("faults", faults());
        return json;
    }

    @Override
    public String table() {
        Formatter text = new Formatter(new StringBuilder(), Locale.ROOT);
        text.format("%s\n\n", conditions);
        text.format(HEADS, "", "", "ms", "ms", "CPU ms", "CPU ms", "MiB", "cores");
        text.format(HEADS, "", "requests/s", "median", "99 %", "server", "database", "resident", "others");
        measured.forEach(one -> print(text, one));
        List<String> faults = faults();
        text.format(faults.isEmpty() ? "\nNo request failed.\n" : "\nWRONG:\n");
        faults.forEach(fault -> text.format("  %s\n", fault));
        return text.toString();
    }

    private static void print(Formatter text, Measured one) {
        medians(one).forEach((contender, median) -> print(text, name(one, contender), median));
        @Nullable Ratios ratios = ratios(one);
        if (ratios != null) {
            text.format("%-34s %9.2fx %7.2fx %7.2fx", "  better by", ratios.perSecond, ratios.p50, ratios.p99);
            text.format(" %9.2fx in CPU\n", ratios.cpu);
        }
    }

    private static void print(Formatter text, String name, Sample median) {
        text.format("%-34s %,10.0f %8.2f %8.2f", name, median.perSecond(), median.p50(), median.p99());
        text.format(" %9.3f %9s", median.server(), database(median));
        text.format(" %,9.0f %7.2f\n", median.resident(), median.elsewhere());
    }

    private static String database(Sample median) {
        return median.database() == null ? "-" : String.format(Locale.ROOT, "%.3f", median.database());
    }

    private static String name(Measured one, String contender) {
        return contender.equals(Contender.OURS) ? title(one) : "  " + contender;
    }

    static String title(Measured one) {
        String title = one.what().route().title();
        return one.what().connections() == 1 ? title + ", alone" : title;
    }

    private static Map<String, Sample> medians(Measured one) {
        Map<String, Sample> medians = new LinkedHashMap<>();
        one.samples().keySet().forEach(contender -> medians.put(contender, one.median(contender)));
        return medians;
    }

    private static @Nullable Ratios ratios(Measured one) {
        return one.samples().keySet().containsAll(List.of(Contender.OURS, Contender.OTHER))
                ? Ratios.of(one.median(Contender.OURS), one.median(Contender.OTHER))
                : null;
    }
}
