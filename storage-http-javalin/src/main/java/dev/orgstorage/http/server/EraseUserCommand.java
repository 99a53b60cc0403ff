package dev.orgstorage.http.server;

import dev.orgstorage.domain.UserId;
import dev.orgstorage.usecase.EraseOwner;
import dev.orgstorage.usecase.EraseOwner.Erasure;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "erase-user",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Removes a user's own files, and the user's name from the files they uploaded for organizations.",
            "Those stay. The objects of removed files go with the next sweep."
        })
final class EraseUserCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "<user>", description = "the user's id, as the identity provider gives it")
    private String id = "";

    @Option(names = "--dry-run", description = "only count")
    private boolean dryRun;

    @Mixin
    private BackendOptions backendOptions = new BackendOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        UserId user = Ids.parse(command, () -> new UserId(id));
        try (Backends backends = backendOptions.open(command)) {
            EraseOwner erase = new EraseOwner(backends.database().owners());
            PrintWriter out = command.commandLine().getOut();
            out.println("User " + user + " has " + told(erase.look(user)));
            if (!dryRun) {
                out.println("Erased: " + told(erase.erase(user)));
            }
            return 0;
        }
    }

    private static String told(Erasure erasure) {
        return Counts.of(erasure.removed()) + " of their own; " + Counts.of(erasure.unnamed())
                + " uploaded for organizations, which stay";
    }
}
