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
        name = "upkeep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Imports very many files, compares them with their objects, erases an organization and sweeps.",
            "On a PostgreSQL of its own and a bucket in memory. Exits with 1 if anything is not found as it was planted."
        })
final class UpkeepCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--files",
            defaultValue = "1000000",
            paramLabel = "NUMBER",
            description = "how many, in thousands (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(names = "--json", description = "print the figures as JSON")
    private boolean json;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        UpkeepReport report = UpkeepBenchmark.of(inventory(command), step -> err.println("... " + step));
        out.print(json ? JsonMapper.shared().writeValueAsString(report) + "\n" : report.table());
        out.flush();
        return report.faults().isEmpty() ? 0 : 1;
    }

    private Inventory inventory(CommandSpec command) {
        try {
            return new Inventory(files);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
