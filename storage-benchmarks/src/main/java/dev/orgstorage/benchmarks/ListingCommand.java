package dev.orgstorage.benchmarks;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "listing",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds the newest 50 files of an owner by their records, and by the bucket alone (ListObjectsV2).",
            "Uploads the files first, to a PostgreSQL and an S3 server of its own. Exits with 1 if both do not find the same."
        })
final class ListingCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--files",
            defaultValue = "10000",
            paramLabel = "NUMBER",
            description = "how many the owner has (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(
            names = "--rounds",
            defaultValue = "20",
            paramLabel = "NUMBER",
            description = "how often each is done (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--json", description = "print the figures as JSON")
    private boolean json;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        if (files < 1 || rounds < 1) {
            throw new ParameterException(command.commandLine(), "--files and --rounds are at least 1");
        }
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        ListingReport report = ListingBenchmark.of(files, rounds, step -> err.println("... " + step));
        out.print(json ? JsonMapper.shared().writeValueAsString(report) + "\n" : report.table());
        out.flush();
        return report.same() ? 0 : 1;
    }
}
