package dev.orgstorage.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.ImportObjects.Claim;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import dev.orgstorage.usecase.ImportObjects.Page;
import dev.orgstorage.usecase.ImportObjects.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A bucket that others have filled, and records that are empty. */
final class Imports {
    static final Instant START = Instant.parse("2024-02-29T23:59:58Z");

    final SettableClock clock = new SettableClock(START);
    final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    final InMemoryFileRecords records = new InMemoryFileRecords(clock);
    final FileIds ids = new FileIds(clock, new Random(29));

    ImportObjects importing() {
        return importing(objects);
    }

    ImportObjects importing(ObjectStore bucket) {
        return importing(bucket, records.ledger());
    }

    ImportObjects importing(ObjectStore bucket, Ledger ledger) {
        return new ImportObjects(bucket, ledger, ids);
    }

    /** Puts a text of that many bytes, a second after the one before. */
    ObjectKey put(String key, int bytes, Map<String, String> metadata) {
        clock.advance(Duration.ofSeconds(1));
        ObjectKey objectKey = new ObjectKey(key);
        objects.put(objectKey, "text/plain", "x".repeat(bytes).getBytes(StandardCharsets.UTF_8), metadata);
        return objectKey;
    }

    ObjectKey put(String key) {
        return put(key, 11, Map.of());
    }

    /** Imports one object and returns its record. */
    FileRecord imported(ObjectKey key) {
        assertThat(importing().adopt(List.of(new Claim(key)))).containsExactly(new Result(key, Outcome.IMPORTED, ""));
        return record(key);
    }

    FileRecord record(ObjectKey key) {
        return records.ledger().find(key).orElseThrow();
    }

    /** What becomes of one object, which gets no record. */
    Result refused(ObjectKey key) {
        List<FileRecord> before = records.all();
        List<Result> results = importing().adopt(List.of(new Claim(key)));
        assertThat(results).hasSize(1);
        assertThat(records.all()).isEqualTo(before);
        return results.getFirst();
    }

    static List<Result> all(ImportObjects importing) {
        return all(importing, "", null);
    }

    /** Imports page by page to the end. */
    static List<Result> all(ImportObjects importing, String prefix, @Nullable ObjectKey after) {
        List<Result> results = new ArrayList<>();
        Page page = importing.next(prefix, after);
        results.addAll(page.results());
        while (page.more()) {
            page = importing.next(prefix, page.last());
            results.addAll(page.results());
        }
        return results;
    }

    static List<String> keys(List<Result> results, Outcome outcome) {
        return results.stream()
                .filter(result -> result.outcome() == outcome)
                .map(result -> result.key().value())
                .toList();
    }
}
