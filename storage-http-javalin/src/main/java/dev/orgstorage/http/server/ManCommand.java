package dev.orgstorage.http.server;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        versionProvider = OrgStorage.Version.class,
        description = {"Prints the manual page, to be read by man.", "orgstorage man | man -l - shows it."})
final class ManCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec all = Objects.requireNonNull(spec).root();
        all.commandLine().getOut().print(new ManPage(all, OrgStorage.Version.number()));
        return ExitStatus.DONE;
    }
}
