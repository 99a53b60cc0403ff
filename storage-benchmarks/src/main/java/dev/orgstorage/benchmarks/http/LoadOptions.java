package dev.orgstorage.benchmarks.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is asked, and of what. */
final class LoadOptions {
    @Option(
            names = "--connections",
            defaultValue = "32",
            paramLabel = "NUMBER",
            description = "requests under way at a time (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "NUMBER",
            description = "samples of each route; their medians are shown (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            paramLabel = "NUMBER",
            description = "of each sample (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "45",
            paramLabel = "SECONDS",
            description = "before anything counts, shared among the routes (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--one", description = "ask by one connection alone, too")
    private boolean one;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROUTE",
            description = "only these routes: ${COMPLETION-CANDIDATES}")
    private @Nullable Set<Route> only;

    /** @param faults takes what is wrong with them */
    Plan plan(List<String> faults) {
        if (Stream.of(connections, rounds, seconds).anyMatch(number -> number < 1)) {
            faults.add("--connections, --rounds and --seconds are at least 1");
        }
        Set<Route> routes = only == null ? EnumSet.allOf(Route.class) : EnumSet.copyOf(only);
        return new Plan(routes, connections, rounds, seconds, warmUp, one);
    }
}
