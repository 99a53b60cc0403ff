package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.usecase.Reconcile;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
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
        name = "reconcile",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Compares every record with every object, beside running servers, and changes nothing.",
            "With --fix it then repairs what is older than --min-age: a record without an object goes, an object without"
                    + " a record is imported, what the sweep should have done is done. What was altered is left to you."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:there is no difference, or none is left",
            "1:something failed, or the comparison did not come to its end",
            "2:wrong usage",
            "3:there are differences"
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int DIFFERENT = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup
    private Which which = new Which();

    @Option(names = "--csv", paramLabel = "<file>", description = "write all differences to this CSV")
    private @Nullable Path csv;

    @Option(names = "--json", description = "print a line of JSON for each difference and one for the summary")
    private boolean json;

    @Option(names = "--fix", description = "repair what was found, after the whole comparison")
    private boolean fix;

    @Option(
            names = "--min-age",
            paramLabel = "<age>",
            converter = Ages.class,
            description = "repair only what is older, such as 36h or 7d; 24h if not given, 6h10m at least")
    private Duration minAge = Repair.Rules.STANDARD.minAge();

    @Option(
            names = "--max-deletes",
            paramLabel = "<n>",
            description = "repair nothing if more files would lose their record or object; 100 if not given")
    private long maxDeletes = Repair.Rules.STANDARD.maxDeletes();

    @Option(
            names = "--orphans",
            paramLabel = "<what>",
            description = "objects without a record: import, keep or delete; import if not given")
    private Repair.Orphans orphans = Repair.Rules.STANDARD.orphans();

    @Mixin
    private BackendOptions backendOptions = new BackendOptions();

    static final class Which {
        @Option(names = "--prefix", paramLabel = "<prefix>", description = "only keys that begin so; ends with a slash")
        private String prefix = "";

        @Option(names = "--organization", paramLabel = "<id>", description = "or only those uploaded for it")
        private @Nullable String organization;

        @Option(names = "--user", paramLabel = "<id>", description = "or only those uploaded for this user")
        private @Nullable String user;

        String prefix() {
            if (organization != null) {
                return ObjectKey.prefixOf(Owner.of(new OrganizationId(organization)));
            }
            if (user != null) {
                return ObjectKey.prefixOf(Owner.of(new UserId(user)));
            }
            if (!prefix.isEmpty() && !prefix.endsWith("/")) {
                throw new IllegalArgumentException(
                        "--prefix ends with a slash, or its neighbours would be meant too: " + prefix);
            }
            return prefix;
        }
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        String prefix = Ids.parse(command, which::prefix);
        Repair.Rules rules = Ids.parse(command, () -> new Repair.Rules(minAge, maxDeletes, orphans));
        try (DifferencesCsv report = DifferencesCsv.to(csv);
                FoundFile found = FoundFile.temporary();
                Backends backends = backendOptions.open(command)) {
            DifferencePrinter printer =
                    DifferencePrinter.to(command.commandLine().getOut(), json);
            Repair repair = repair(backends, rules);
            Counts counts = compare(command, backends, prefix, printer, report, found, repair);
            printer.summary(counts);
            return fix && counts.found() > 0 ? repair(repair, counts, found, printer) : status(counts.found());
        } catch (StorageException.Unavailable e) {
            command.commandLine()
                    .getErr()
                    .println("The comparison did not come to its end, and nothing was repaired. " + e.getMessage());
            return FAILED;
        }
    }

    private static Counts compare(
            CommandSpec command,
            Backends backends,
            String prefix,
            DifferencePrinter printer,
            DifferencesCsv report,
            FoundFile found,
            Repair repair) {
        Reconcile reconcile =
                new Reconcile(backends.database().ledger(), backends.database().tombstones(), backends.objects());
        try (Progress progress = Progress.of(command.commandLine().getErr(), "objects")) {
            return reconcile.compare(
                    prefix,
                    difference -> {
                        printer.difference(difference);
                        report.add(difference);
                        found.add(difference, repair.removes(difference));
                    },
                    sofar -> progress.at(sofar.objects(), sofar.found() + " differences"));
        }
    }

    private static int repair(Repair repair, Counts counts, FoundFile found, DifferencePrinter printer) {
        String refusal = repair.refusal(counts, found.removals()).orElse("");
        if (!refusal.isEmpty()) {
            printer.refusal(refusal);
            return DIFFERENT;
        }
        RepairTally tally = new RepairTally();
        found.forEach((kind, key) -> {
            Repair.Repaired repaired = repair.repair(kind, key);
            printer.repaired(kind, key, repaired);
            tally.add(repaired.outcome());
        });
        printer.repairs(tally);
        return tally.failed() > 0 ? FAILED : status(tally.left());
    }

    private static int status(long differences) {
        return differences == 0 ? 0 : DIFFERENT;
    }

    private static Repair repair(Backends backends, Repair.Rules rules) {
        InstantSource clock = InstantSource.system();
        return new Repair(
                backends.database().records(),
                backends.database().tombstones(),
                backends.database().ledger(),
                backends.objects(),
                new FileIds(clock, new SecureRandom()),
                clock,
                rules);
    }
}
