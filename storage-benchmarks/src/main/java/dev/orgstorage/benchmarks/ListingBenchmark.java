package dev.orgstorage.benchmarks;

import dev.orgstorage.benchmarks.ListingReport.Way;
import dev.orgstorage.benchmarks.http.ProcessTree;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.usecase.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest files of an owner, through their records and through the bucket alone. A bucket lists in the order of keys, so
 * that all pages have to be read for the newest.
 */
final class ListingBenchmark {
    private static final int NEWEST = 50;
    private static final int LARGEST_PAGE = 1000;
    private static final int WARM_UP_ROUNDS = 5;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final Caller OWNER = Caller.personal(new UserId("ann"));

    private final Storage storage;
    private final R2ObjectStore objects;

    /** One, if every listing found the same. */
    private final Set<List<ObjectKey>> found = new HashSet<>();

    /** Who asks, the bucket, and the database, which is a child. */
    private final ProcessTree all = ProcessTree.of(ProcessHandle.current().pid());

    private ListingBenchmark(Storage storage, R2ObjectStore objects) {
        this.storage = storage;
        this.objects = objects;
    }

    /** @param progress is told what is done next */
    static ListingReport of(int files, int rounds, Consumer<String> progress) {
        progress.accept("starting PostgreSQL and the bucket");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
                EmbeddedBucket bucket = EmbeddedBucket.disposable();
                Database database = Database.open(settings(postgres));
                R2ObjectStore objects = new R2ObjectStore(settings(bucket))) {
            database.migrate();
            Storage storage = Storage.over(database.records(), database.tombstones(), objects);
            progress.accept("uploading " + files + " files");
            new Uploads(storage, OWNER).make(files);
            return new ListingBenchmark(storage, objects).run(files, rounds, progress);
        }
    }

    private static DatabaseSettings settings(EmbeddedPostgres postgres) {
        return new DatabaseSettings(
                postgres.jdbcUrl(), postgres.user(), postgres.password(), DatabaseSettings.STANDARD_POOL);
    }

    private static R2Settings settings(EmbeddedBucket bucket) {
        return R2Settings.s3(
                bucket.endpoint(),
                "auto",
                bucket.bucket(),
                bucket.credentials().accessKey(),
                bucket.credentials().secretKey());
    }

    private ListingReport run(int files, int rounds, Consumer<String> progress) {
        progress.accept("listing through the record");
        Way record = measured(rounds, this::byRecord);
        progress.accept("listing through the bucket");
        Way bucket = measured(rounds, this::byBucket);
        int processors = Runtime.getRuntime().availableProcessors();
        return new ListingReport(files, Math.min(NEWEST, files), rounds, processors, record, bucket, found.size() == 1);
    }

    private Way measured(int rounds, Supplier<List<ObjectKey>> listing) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            found.add(listing.get());
        }
        Latencies latencies = new Latencies();
        double before = all.cpuSeconds();
        for (int round = 0; round < rounds; round++) {
            latencies.time(() -> found.add(listing.get()));
        }
        double cpu = (all.cpuSeconds() - before) * MILLIS_PER_SECOND / rounds;
        return new Way(latencies.percentile(50), latencies.percentile(99), cpu);
    }

    private List<ObjectKey> byRecord() {
        return storage.listFiles(OWNER, FileQuery.newest(NEWEST)).files().stream()
                .map(FileRecord::key)
                .toList();
    }

    /** Our keys tell the time; for the keys of others it would be the object's own, after the same pages. */
    private List<ObjectKey> byBucket() {
        List<ObjectKey> keys = new ArrayList<>();
        @Nullable ObjectKey last = null;
        boolean more = true;
        while (more) {
            ObjectPage page = objects.list(ObjectKey.prefixOf(OWNER.context()), last, LARGEST_PAGE);
            page.entries().forEach(entry -> keys.add(entry.key()));
            last = keys.isEmpty() ? null : keys.getLast();
            more = page.more();
        }
        return keys.stream().sorted(Comparator.reverseOrder()).limit(NEWEST).toList();
    }
}
