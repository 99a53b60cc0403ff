package dev.orgstorage.testkit;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the ports of records stand on: rows and tombstones. Whoever reads or changes them holds the lock of this. */
final class InMemoryTables {
    private final NavigableMap<ObjectKey, Row> rows = new TreeMap<>();
    private final Map<FileId, ObjectKey> keys = new HashMap<>();
    private final NavigableMap<ObjectKey, Grave> graves = new TreeMap<>();
    private final Map<FileId, ObjectKey> buried = new HashMap<>();
    private final InstantSource clock;
    private boolean down;

    /** A record, when its last upload URL expires, and until when it is lent. */
    record Row(FileRecord file, Instant uploadUntil, Instant lentUntil) {}

    /** A tombstone, and whose file it was; nobody's if it was an orphan. */
    record Grave(Tombstone tombstone, @Nullable Owner owner, Instant due, int attempts) {}

    InMemoryTables(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs one step of a port alone. */
    synchronized <T> T step(String attempt, Supplier<T> step) {
        if (down) {
            throw new StorageException.Unavailable(attempt, new ConnectException("The records are down"));
        }
        return step.get();
    }

    synchronized void down(boolean isDown) {
        down = isDown;
    }

    Instant now() {
        return clock.instant();
    }

    Collection<Row> rows() {
        return rows.values();
    }

    /** In the order of keys. */
    Stream<Row> rows(String prefix, @Nullable ObjectKey after) {
        return beginning(rows, prefix, after);
    }

    Optional<Row> row(ObjectKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    Optional<Row> row(FileRef ref) {
        return switch (ref) {
            case FileId id -> Optional.ofNullable(keys.get(id)).map(rows::get);
            case ObjectKey key -> row(key);
        };
    }

    void put(Row row) {
        rows.put(row.file().key(), row);
        keys.put(row.file().id(), row.file().key());
    }

    /** Takes the row away and leaves its tombstone. */
    void bury(Row row) {
        FileRecord file = row.file();
        rows.remove(file.key());
        keys.remove(file.id());
        Tombstone tombstone = Tombstone.of(file, row.uploadUntil(), now());
        put(new Grave(tombstone, file.owner(), now(), 0));
    }

    Collection<Grave> graves() {
        return graves.values();
    }

    /** In the order of keys. */
    Stream<Grave> graves(String prefix, @Nullable ObjectKey after) {
        return beginning(graves, prefix, after);
    }

    Optional<Grave> grave(FileRef ref) {
        return switch (ref) {
            case FileId id -> Optional.ofNullable(buried.get(id)).map(graves::get);
            case ObjectKey key -> Optional.ofNullable(graves.get(key));
        };
    }

    void put(Grave grave) {
        graves.put(grave.tombstone().key(), grave);
        buried.put(grave.tombstone().id(), grave.tombstone().key());
    }

    void drop(Tombstone tombstone) {
        graves.remove(tombstone.key());
        buried.remove(tombstone.id());
    }

    private static <T> Stream<T> beginning(NavigableMap<ObjectKey, T> map, String prefix, @Nullable ObjectKey after) {
        NavigableMap<ObjectKey, T> rest = after == null ? map : map.tailMap(after, false);
        return rest.entrySet().stream()
                .dropWhile(entry -> !entry.getKey().value().startsWith(prefix))
                .takeWhile(entry -> entry.getKey().value().startsWith(prefix))
                .map(Map.Entry::getValue);
    }

    /** Refuses more at once than S3 and the databases take. */
    static void requireLimit(int limit) {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("1 to 1000 at once, not " + limit);
        }
    }
}
