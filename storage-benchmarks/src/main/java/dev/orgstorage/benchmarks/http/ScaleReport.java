package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.Measurement.Measured;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What requests cost among how many records.
 *
 * @param sizes a report of the same routes for each number of records
 */
record ScaleReport(List<HttpReport> sizes) implements Report {
    /** A route's values, one for each number of records. */
    record Line(String title, List<Double> values) {}

    @Override
    public String table() {
        Formatter text = new Formatter(new StringBuilder(), Locale.ROOT);
        text.format("%s; and fewer files\n", sizes.getLast().conditions());
        print(text, "CPU ms of server and database a request", "%12.3f", Sample::cpu);
        print(text, "median ms", "%12.2f", Sample::p50);
        print(text, "requests/s", "%,12.0f", Sample::perSecond);
        List<String> faults = faults();
        text.format(faults.isEmpty() ? "\nNo request failed.\n" : "\nWRONG:\n");
        faults.forEach(fault -> text.format("  %s\n", fault));
        return text.toString();
    }

    private void print(Formatter text, String head, String format, ToDoubleFunction<Sample> value) {
        text.format("\n%-40s", head);
        files().forEach(files -> text.format("%,12d", files));
        text.format("\n");
        for (Line line : lines(value)) {
            text.format("%-40s", line.title);
            line.values.forEach(one -> text.format(format, one));
            text.format("\n");
        }
    }

    List<Long> files() {
        return sizes.stream().map(size -> size.conditions().files()).toList();
    }

    List<Line> lines(ToDoubleFunction<Sample> value) {
        List<Measured> routes = sizes.getFirst().measured();
        return routes.stream()
                .map(route -> new Line(
                        HttpReport.title(route),
                        sizes.stream()
                                .map(size -> size.measured().get(routes.indexOf(route)))
                                .map(measured -> value.applyAsDouble(measured.median(Contender.OURS)))
                                .toList()))
                .toList();
    }

    @Override
    public Object json() {
        return sizes.stream().map(HttpReport::json).toList();
    }

    @Override
    public List<String> faults() {
        return sizes.stream().flatMap(size -> size.faults().stream()).toList();
    }
}
