package dev.orgstorage.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks. */
@Command(
        name = "bench",
        description = "Measures how fast it is, and in how little memory.",
        subcommands = {UpkeepCommand.class, JmhCommand.class},
        mixinStandardHelpOptions = true)
public final class Benchmarks {
    private Benchmarks() {}

    /** Exits with 0; with 1 if something was not as it should be; with 2 if the command line is wrong. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }
}
