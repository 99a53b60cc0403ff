package dev.orgstorage.benchmarks;

import dev.orgstorage.benchmarks.Bystander.Wait;
import dev.orgstorage.benchmarks.UpkeepReport.Step;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.usecase.EraseOwner;
import dev.orgstorage.usecase.ImportObjects;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import dev.orgstorage.usecase.ImportObjects.Result;
import dev.orgstorage.usecase.Reconcile;
import dev.orgstorage.usecase.Sweep;
import dev.orgstorage.usecase.Sweep.Swept;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The upkeep of many files, on a PostgreSQL of its own and a bucket that is computed: all are imported, and imported
 * again; objects and records drift apart and are compared; and the largest organization is erased and swept, while others
 * ask for files of theirs.
 */
final class UpkeepBenchmark {
    private static final int CALLS_BEFORE = 2000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Inventory inventory;
    private final ComputedBucket bucket;
    private final EmbeddedPostgres postgres;
    private final Database database;
    private final Consumer<String> progress;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private UpkeepBenchmark(
            Inventory inventory, EmbeddedPostgres postgres, Database database, Consumer<String> progress) {
        this.inventory = inventory;
        this.bucket = new ComputedBucket(inventory);
        this.postgres = postgres;
        this.database = database;
        this.progress = progress;
    }

    /** @param progress is told what is measured next */
    static UpkeepReport of(Inventory inventory, Consumer<String> progress) {
        progress.accept("starting PostgreSQL");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
                Database database = Database.open(settings(postgres))) {
            database.migrate();
            return new UpkeepBenchmark(inventory, postgres, database, progress).run();
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static DatabaseSettings settings(EmbeddedPostgres postgres) {
        return new DatabaseSettings(
                postgres.jdbcUrl(), postgres.user(), postgres.password(), DatabaseSettings.STANDARD_POOL);
    }

    private UpkeepReport run() throws SQLException, ExecutionException, InterruptedException {
        measure("import, empty database", "objects", () -> importAll(Outcome.IMPORTED));
        measure("import again", "objects", () -> importAll(Outcome.ALREADY_THERE));
        drift();
        Findings findings = new Findings(inventory);
        Reconcile.Counts counts = reconcile(findings);
        faults.addAll(findings.faults(counts));
        Bystander bystander = new Bystander(database.records(), inventory);
        List<Wait> before = bystander.ask(CALLS_BEFORE);
        List<Wait> meanwhile = during(bystander, () -> {
            measure("erase an organization", "files", this::erase);
            measure("sweep", "tombstones", this::sweep);
        });
        return new UpkeepReport(
                inventory.files(),
                Runtime.getRuntime().availableProcessors(),
                Memory.heapLimit(),
                List.copyOf(steps),
                findings.scores(counts),
                before,
                meanwhile,
                boxed(Memory.residentPeak()),
                List.copyOf(faults));
    }

    private void measure(String step, String unit, LongSupplier work) {
        progress.accept(step);
        Memory.forgetHeapPeak();
        long began = System.nanoTime();
        long count = work.getAsLong();
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        steps.add(new Step(step, count, unit, seconds, Memory.heapPeak()));
    }

    private long importAll(Outcome expected) {
        FileIds ids = new FileIds(InstantSource.system(), new SecureRandom());
        ImportObjects importing = new ImportObjects(bucket, database.ledger(), ids);
        long seen = 0;
        @Nullable ObjectKey last = null;
        boolean more = true;
        while (more) {
            ImportObjects.Page page = importing.next("", last);
            page.results().stream()
                    .filter(result -> result.outcome() != expected)
                    .findFirst()
                    .ifPresent(this::failed);
            seen += page.results().size();
            last = page.last();
            more = page.more();
        }
        expect("objects imported", inventory.files(), seen);
        return seen;
    }

    private void failed(Result result) {
        faults.add(result.key() + " is " + result.outcome() + ": " + result.reason());
    }

    private void drift() throws SQLException {
        progress.accept("let objects and records drift apart");
        bucket.drift();
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            new Drift(connection, inventory).run();
        }
    }

    private Reconcile.Counts reconcile(Findings findings) {
        Reconcile reconcile = new Reconcile(database.ledger(), database.tombstones(), bucket);
        List<Reconcile.Counts> counts = new ArrayList<>();
        measure("reconcile", "objects", () -> {
            counts.add(reconcile.compare("", findings));
            return counts.getFirst().objects();
        });
        return counts.getFirst();
    }

    private long erase() {
        return new EraseOwner(database.owners())
                .erase(Inventory.LARGEST)
                .removed()
                .files();
    }

    private long sweep() {
        Swept swept = new Sweep(database.records(), database.tombstones(), database.ledger(), bucket).once();
        expect("failures of the sweep", 0, swept.failed());
        long strays = inventory
                .positions(Fate.STRAY::equals)
                .filter(position -> position < inventory.firstOfOthers())
                .count();
        expect("objects left of the largest organization", strays, bucket.objectsBefore(inventory.firstOfOthers()));
        return swept.removed();
    }

    private static List<Wait> during(Bystander bystander, Runnable work)
            throws ExecutionException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Callable<List<Wait>> asking = () -> bystander.askUntil(over::get);
            Future<List<Wait>> waits = thread.submit(asking);
            try {
                work.run();
            } finally {
                over.set(true);
            }
            return waits.get();
        }
    }

    private void expect(String what, long expected, long seen) {
        if (expected != seen) {
            faults.add(what + ": " + seen + ", not " + expected);
        }
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
