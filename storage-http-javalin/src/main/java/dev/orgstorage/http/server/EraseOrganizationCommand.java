package dev.orgstorage.http.server;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.port.Owners.Holdings;
import dev.orgstorage.usecase.EraseOwner;
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
        description = "Removes all files of an organization. Their objects go with the next sweep.",
        footer = "%nThe JSON object has organization, dryRun, and files and bytes that were removed, or would be.")
final class EraseOrganizationCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "<organization>", description = "its id, as the identity provider gives it")
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
        OrganizationId organization = Ids.parse(command, () -> new OrganizationId(id));
        try (Backends backends = backendOptions.open(command)) {
            EraseOwner erase = new EraseOwner(backends.database().owners());
            Holdings held = erase.look(organization).removed();
            report.say("Organization " + organization + " has " + Counts.of(held));
            if (!dryRun) {
                held = erase.erase(organization).removed();
                report.say("Erased: " + Counts.of(held));
            }
            report.end(new Report(organization.value(), dryRun, held.files(), held.bytes()));
            return ExitStatus.DONE;
        }
    }

    private record Report(String organization, boolean dryRun, long files, long bytes) {}
}
