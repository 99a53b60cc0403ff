package dev.orgstorage.http.server;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Ids and keys of the command line, which are refused as wrong usage if they cannot be any. */
final class Ids {
    private Ids() {}

    static <T> T parse(CommandSpec command, Supplier<T> id) {
        try {
            return id.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
