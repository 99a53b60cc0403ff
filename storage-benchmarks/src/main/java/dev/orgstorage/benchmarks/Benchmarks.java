package dev.orgstorage.benchmarks;

import dev.orgstorage.benchmarks.http.HttpCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
        name = "bench",
        description = "Measures how fast it is, and in how little memory.",
        subcommands = {HttpCommand.class, ListingCommand.class, UpkeepCommand.class, JmhCommand.class},
        mixinStandardHelpOptions = true)
public final class Benchmarks implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    Benchmarks() {}

    /** Exits with 0; with 1 if something was not as it should be; with 2 if the command line is wrong. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    /** Without a command, says which there are. */
    @Override
    public void run() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getOut());
    }
}
