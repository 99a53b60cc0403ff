package dev.orgstorage.benchmarks;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs all methods of this module that are a {@link org.openjdk.jmh.annotations.Benchmark}, in one way: their class
 * needs no annotation but {@link org.openjdk.jmh.annotations.State}. Single calls are timed, since their median hardly
 * moves when others use the CPU.
 */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how long single calls take and what they allocate, each in a JVM of its own, on one thread.",
            "Compare what one run has measured, not runs."
        })
final class JmhCommand implements Callable<Integer> {
    private static final int ITERATIONS = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            defaultValue = ".*",
            paramLabel = "REGEX",
            description = "which, by Class.method (default: all)")
    private String which = ".*";

    @Option(
            names = "--seconds",
            defaultValue = "2",
            paramLabel = "NUMBER",
            description = "for each of " + ITERATIONS + " rounds, after as many to warm up (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws RunnerException {
        CommandSpec command = Objects.requireNonNull(spec);
        try {
            print(new Runner(options()).run(), command.commandLine().getOut());
            return 0;
        } catch (NoBenchmarksException e) {
            throw new ParameterException(command.commandLine(), "No benchmark is called " + which, e);
        }
    }

    private Options options() {
        TimeValue time = TimeValue.seconds(seconds);
        return new OptionsBuilder()
                .include(which)
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .threads(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(time)
                .measurementIterations(ITERATIONS)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
    }

    private static void print(Collection<RunResult> results, PrintWriter out) {
        out.printf(Locale.ROOT, "%n%-44s %12s %12s %12s%n", "", "median µs", "99 % µs", "bytes");
        for (RunResult result : results) {
            String method = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
            Statistics times = result.getPrimaryResult().getStatistics();
            Result<?> bytes =
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
            out.printf(
                    Locale.ROOT,
                    "%-44s %12.1f %12.1f %,12.0f%n",
                    method,
                    times.getPercentile(50),
                    times.getPercentile(99),
                    bytes.getScore());
        }
        out.flush();
    }
}
