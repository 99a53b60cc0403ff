package dev.orgstorage.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What else can be measured than each route once. */
final class ModeOptions {
    private static final long FEWEST_FILES = 1000;

    @Option(
            names = "--scale",
            split = ",",
            paramLabel = "NUMBER",
            description = "measures among so many records, one number after another")
    private List<Long> scale = List.of();

    @Option(names = "--chart", paramLabel = "FILE", description = "draws what --scale measured, as SVG")
    private @Nullable Path chart;

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            converter = Time.class,
            description = "asks for so long, such as 10m, for the mix at 80 %% of what the server can do")
    private @Nullable Duration soak;

    @Option(names = "--stall", description = "with --soak: the bucket does not answer meanwhile")
    private boolean stall;

    /** Such as {@code 90s} or {@code 1h30m}. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration time = Duration.parse("PT" + text);
                if (time.toSeconds() > 0) {
                    return time;
                }
            } catch (DateTimeException e) {
                // As below.
            }
            throw new TypeConversionException("'" + text + "' is not a time such as 90s, 10m or 1h");
        }
    }

    /** @param faults takes what is wrong with them */
    void check(long files, boolean besideGiven, List<String> faults) {
        if (files < FEWEST_FILES || scale.stream().anyMatch(size -> size < FEWEST_FILES)) {
            faults.add("--files and --scale: at least " + FEWEST_FILES);
        }
        if (chart != null && scale.isEmpty()) {
            faults.add("--chart draws what --scale measures");
        }
        if (stall && soak == null) {
            faults.add("--stall needs --soak");
        }
        if ((besideGiven ? 1 : 0) + (scale.isEmpty() ? 0 : 1) + (soak == null ? 0 : 1) > 1) {
            faults.add("--beside, --scale and --soak are for runs of their own");
        }
    }

    Report run(HttpBenchmark benchmark, long files) {
        if (!scale.isEmpty()) {
            ScaleReport report = benchmark.scale(scale.stream().sorted().toList());
            draw(report);
            return report;
        }
        return soak == null ? benchmark.once(files) : benchmark.soak(files, soak, stall);
    }

    private void draw(ScaleReport report) {
        if (chart == null) {
            return;
        }
        String title = "CPU of server and database, ms a request";
        try {
            Files.writeString(chart, new ScaleChart(title, report.files(), report.lines(Sample::cpu)).svg());
        } catch (IOException e) {
            throw new CannotMeasure("The chart cannot be written to " + chart, e);
        }
    }
}
