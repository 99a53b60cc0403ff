package dev.orgstorage.http.server;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.usecase.EraseOwner;
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
        name = "erase-organization",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = "Removes all files of an organization. Their objects go with the next sweep.")
final class EraseOrganizationCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "<organization>", description = "its id, as the identity provider gives it")
    private String id = "";

    @Option(names = "--dry-run", description = "only count")
    private boolean dryRun;

    @Mixin
    private BackendOptions backendOptions = new BackendOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        OrganizationId organization = Ids.parse(command, () -> new OrganizationId(id));
        try (Backends backends = backendOptions.open(command)) {
            EraseOwner erase = new EraseOwner(backends.database().owners());
            PrintWriter out = command.commandLine().getOut();
            out.println("Organization " + organization + " has "
                    + Counts.of(erase.look(organization).removed()));
            if (!dryRun) {
                out.println("Erased: " + Counts.of(erase.erase(organization).removed()));
            }
            return 0;
        }
    }
}
