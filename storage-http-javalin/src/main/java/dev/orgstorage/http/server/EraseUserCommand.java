package dev.orgstorage.http.server;

import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Owners.Holdings;
import dev.orgstorage.usecase.EraseOwner;
import dev.orgstorage.usecase.EraseOwner.Erasure;
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
        },
        footer = "%nThe JSON object has user, dryRun, and removed and unnamed, each with files and bytes.")
final class EraseUserCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "<user>", description = "the user's id, as the identity provider gives it")
    private String id = "";

    @Option(names = "--dry-run", description = "only count")
    private boolean dryRun;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private BackendOptions backendOptions = new BackendOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        UserId user = Ids.parse(command, () -> new UserId(id));
        try (Backends backends = backendOptions.open(command)) {
            EraseOwner erase = new EraseOwner(backends.database().owners());
            Erasure erasure = erase.look(user);
            report.say("User " + user + " has " + told(erasure));
            if (!dryRun) {
                erasure = erase.erase(user);
                report.say("Erased: " + told(erasure));
            }
            report.end(new Report(user.value(), dryRun, erasure.removed(), erasure.unnamed()));
            return ExitStatus.DONE;
        }
    }

    private record Report(String user, boolean dryRun, Holdings removed, Holdings unnamed) {}

    private static String told(Erasure erasure) {
        return Counts.of(erasure.removed()) + " of their own; " + Counts.of(erasure.unnamed())
                + " uploaded for organizations, which stay";
    }
}
