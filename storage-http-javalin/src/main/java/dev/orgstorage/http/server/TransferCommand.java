package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Owners.Holdings;
import dev.orgstorage.usecase.TransferFiles;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "transfer",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Gives a file, or all ready files of an owner, to another owner: a user's to an organization, or back.",
            "Keys, objects and uploaders stay as they are."
        },
        footer = "%nThe JSON object has from and to (as user:<id> or org:<id>), dryRun, and files and bytes that were"
                + " transferred; with --dry-run those that there are, pending ones included.")
final class TransferCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private From from = new From();

    @ArgGroup(multiplicity = "1")
    private To to = new To();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(names = "--dry-run", description = "only look and count")
    private boolean dryRun;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private BackendOptions backendOptions = new BackendOptions();

    static final class From {
        @Option(names = "--from-user", paramLabel = "<id>", description = "whose files: a user's own")
        private @Nullable String user;

        @Option(names = "--from-organization", paramLabel = "<id>", description = "or those of an organization")
        private @Nullable String organization;
    }

    static final class To {
        @Option(names = "--to-user", paramLabel = "<id>", description = "whose they are to be: a user's own")
        private @Nullable String user;

        @Option(names = "--to-organization", paramLabel = "<id>", description = "or those of an organization")
        private @Nullable String organization;
    }

    static final class What {
        @Option(names = "--file", paramLabel = "<id>", description = "one file")
        private @Nullable String file;

        @Option(names = "--all", description = "or all that are ready")
        private boolean all;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Owner giver = owner(command, from.user, from.organization);
        Owner taker = owner(command, to.user, to.organization);
        String named = String.valueOf(what.file);
        @Nullable FileId file = what.all ? null : Ids.parse(command, () -> FileId.parse(named));
        try (Backends backends = backendOptions.open(command)) {
            TransferFiles transfer = new TransferFiles(
                    backends.database().records(), backends.database().owners());
            Holdings given =
                    file == null ? transferAll(transfer, giver, taker) : transferOne(transfer, giver, file, taker);
            report.end(new Report(giver.scope(), taker.scope(), dryRun, given.files(), given.bytes()));
            return ExitStatus.DONE;
        }
    }

    private record Report(String from, String to, boolean dryRun, long files, long bytes) {}

    private Holdings transferOne(TransferFiles transfer, Owner giver, FileId id, Owner taker) {
        FileRecord file = transfer.look(giver, id);
        report.say("File " + id + " of " + giver.scope() + ": " + file.name() + ", "
                + file.content().size() + " bytes");
        if (!dryRun) {
            transfer.transfer(giver, id, taker);
            report.say("Transferred to " + taker.scope());
        }
        return new Holdings(1, file.content().size());
    }

    private Holdings transferAll(TransferFiles transfer, Owner giver, Owner taker) {
        Holdings held = transfer.look(giver);
        report.say(giver.scope() + " has " + Counts.of(held) + ", pending ones included");
        if (!dryRun) {
            held = transfer.transferAll(giver, taker);
            report.say("Transferred to " + taker.scope() + ": " + Counts.of(held));
        }
        return held;
    }

    private static Owner owner(CommandSpec command, @Nullable String user, @Nullable String organization) {
        return Ids.parse(
                command,
                () -> user != null
                        ? Owner.of(new UserId(user))
                        : Owner.of(new OrganizationId(String.valueOf(organization))));
    }
}
