package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.usecase.Reconcile;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
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
        exitCodeList = {
            "0:there is no difference, or none is left",
            "1:something failed; or the comparison did not come to its end, and nothing was repaired",
            "3:there are differences"
        },
        footer =
                "%nWith --json each line is one JSON object, as there may be millions of differences: {\"difference\":{...}}"
                        + " with key, kind and the columns of --csv; and at the end {\"summary\":{...}} with objects, ready, pending,"
                        + " tombstones, leaving, differences (with numbers by kind), miscounted, recounted, refused and repaired (with numbers by"
                        + " outcome).")
final class ReconcileCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup
    private Which which = new Which();

    @Option(
            names = "--csv",
            paramLabel = "<file>",
            description = "write all differences to this CSV, with all that is known of each and what was done")
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
    private ContentOptions content = new ContentOptions();

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
        PrintWriter out = command.commandLine().getOut();
        try (DifferenceReport printed = json ? new DifferencesAsJson(out) : new DifferenceTable(out);
                DifferenceReport written = csv == null ? printed : DifferencesCsv.to(csv);
                FoundFile found = FoundFile.temporary();
                Backends backends = backendOptions.open(command)) {
            List<DifferenceReport> reports = csv == null ? List.of(printed) : List.of(written, printed);
            return run(command, backends, prefix, new RepairTally(repair(backends, rules)), found, reports);
        }
    }

    private int run(
            CommandSpec command,
            Backends backends,
            String prefix,
            RepairTally repair,
            FoundFile found,
            List<DifferenceReport> reports) {
        PrintWriter err = command.commandLine().getErr();
        Counts counts;
        try {
            counts = compare(err, backends, prefix, repair, found);
        } catch (StorageException.Unavailable | UncheckedIOException e) {
            err.println(e.getMessage());
            err.println("The comparison did not come to its end, and nothing was repaired");
            return ExitStatus.FAILED;
        }
        @Nullable String refused = fix ? repair.refusal(counts).orElse(null) : null;
        try {
            tell(err, found, fix && refused == null ? repair::repair : row -> row, reports);
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return ExitStatus.FAILED;
        }
        Ledger ledger = backends.database().ledger();
        long miscounted = prefix.isEmpty() ? ledger.miscounted() : 0;
        long recounted = fix && miscounted > 0 ? ledger.recount() : 0;
        ReconcileSummary summary = ReconcileSummary.of(counts, miscounted, recounted, refused, repair.counts());
        reports.forEach(report -> report.end(summary));
        return summary.exitStatus();
    }

    private static Counts compare(
            PrintWriter err, Backends backends, String prefix, RepairTally repair, FoundFile found) {
        Reconcile reconcile =
                new Reconcile(backends.database().ledger(), backends.database().tombstones(), backends.objects());
        try (Progress progress = Progress.of(err, "objects")) {
            return reconcile.compare(
                    prefix,
                    difference -> {
                        found.add(FoundRow.of(difference));
                        repair.foresee(difference);
                    },
                    sofar -> progress.at(sofar.objects(), sofar.found() + " differences"));
        }
    }

    /** Each is told, and safe with whoever is told, before it is repaired, and the next after that. */
    private static void tell(
            PrintWriter err, FoundFile found, UnaryOperator<FoundRow> repair, List<DifferenceReport> reports) {
        AtomicLong told = new AtomicLong();
        try (Progress progress = Progress.of(err, "differences")) {
            found.forEach(row -> {
                reports.forEach(report -> report.found(row));
                FoundRow done = repair.apply(row);
                reports.forEach(report -> report.done(done));
                progress.at(told.incrementAndGet(), "told");
            });
        }
    }

    private Repair repair(Backends backends, Repair.Rules rules) {
        InstantSource clock = InstantSource.system();
        return new Repair(
                        backends.database().records(),
                        backends.database().tombstones(),
                        backends.database().ledger(),
                        backends.objects(),
                        new FileIds(clock, new SecureRandom()),
                        clock,
                        rules)
                .with(ContentOptions.DETECTOR, content.check());
    }
}
