package dev.orgstorage.benchmarks;

import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.port.FileRecords;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** A client of all owners but the largest, who finds a file and lists a page of its owner's, again and again. */
final class Bystander {
    private static final String FIND = "find a file";
    private static final String LIST = "list 50 files";

    private final FileRecords records;
    private final Inventory inventory;
    private final RandomGenerator chance = new SplittableRandom(1);

    /** How many calls there were, and how many milliseconds half of them, and 99 of 100, took at most. */
    record Wait(String call, long calls, double median, double p99) {
        private static Wait of(String call, Latencies latencies) {
            return new Wait(call, latencies.count(), latencies.percentile(50), latencies.percentile(99));
        }
    }

    Bystander(FileRecords records, Inventory inventory) {
        this.records = records;
        this.inventory = inventory;
    }

    List<Wait> ask(int times) {
        int[] left = {times};
        return askUntil(() -> left[0]-- == 0);
    }

    List<Wait> askUntil(BooleanSupplier enough) {
        Latencies find = new Latencies();
        Latencies list = new Latencies();
        while (!enough.getAsBoolean()) {
            FileRecord file = inventory.file(chance.nextInt(inventory.firstOfOthers(), inventory.size()));
            find.time(() -> records.find(file.owner(), file.key()));
            list.time(() -> records.list(file.owner(), FileQuery.newest(FileQuery.STANDARD_LIMIT)));
        }
        return List.of(Wait.of(FIND, find), Wait.of(LIST, list));
    }
}
