package dev.orgstorage.testkit;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.testkit.InMemoryTables.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryLedger implements Ledger {
    private static final int MOST_ADOPTED = 1000;
    private static final int MOST_COUNTED = 1_000_000;
    private static final Comparator<Row> EXPIRED_FIRST = Comparator.comparing(InMemoryLedger::lookedAtFrom);

    private final InMemoryTables tables;

    InMemoryLedger(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<FileRecord> find(ObjectKey key) {
        return tables.step("find " + key, () -> tables.row(key).map(Row::file));
    }

    @Override
    public List<FileRecord> page(String prefix, @Nullable ObjectKey after, int limit) {
        InMemoryTables.requireLimit(limit);
        return tables.step(
                "page through records",
                () -> tables.rows(prefix, after).map(Row::file).limit(limit).toList());
    }

    @Override
    public Map<ObjectKey, Known> known(Collection<ObjectKey> keys) {
        return tables.step("look up keys", () -> {
            Map<ObjectKey, Known> known = new HashMap<>();
            for (ObjectKey key : keys) {
                if (tables.row(key).isPresent()) {
                    known.put(key, Known.RECORD);
                } else if (tables.grave(key).isPresent()) {
                    known.put(key, Known.TOMBSTONE);
                }
            }
            return known;
        });
    }

    @Override
    public Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready) {
        if (ready.size() > MOST_ADOPTED || !ready.stream().allMatch(FileRecord::isReady)) {
            throw new IllegalArgumentException("At most " + MOST_ADOPTED + " records, all of them ready");
        }
        return tables.step("adopt records", () -> {
            Map<ObjectKey, Adoption> outcomes = new HashMap<>();
            ready.forEach(file -> outcomes.put(file.key(), adopt(file)));
            return outcomes;
        });
    }

    @Override
    public List<FileRecord> takeExpired(int limit, Duration lease) {
        InMemoryTables.requireLimit(limit);
        return tables.step("take expired uploads", () -> {
            Instant now = tables.now();
            List<Row> expired = tables.rows().stream()
                    .filter(row -> !row.file().isReady() && !lookedAtFrom(row).isAfter(now))
                    .sorted(EXPIRED_FIRST)
                    .limit(limit)
                    .toList();
            expired.forEach(row -> tables.put(new Row(row.file(), row.uploadUntil(), now.plus(lease))));
            return expired.stream().map(Row::file).toList();
        });
    }

    @Override
    public boolean removeAbandoned(FileRecord pending) {
        return tables.step("remove abandoned " + pending.id(), () -> {
            Optional<Row> abandoned = tables.row(pending.id()).filter(row -> isAbandoned(row, pending));
            abandoned.ifPresent(tables::bury);
            return abandoned.isPresent();
        });
    }

    /** Usage is counted here each time, so that it is right. */
    @Override
    public long miscounted() {
        return tables.step("compare the usage", () -> 0L);
    }

    @Override
    public long recount() {
        return miscounted();
    }

    @Override
    public Backlog backlog(int atMost) {
        if (atMost < 1 || atMost > MOST_COUNTED) {
            throw new IllegalArgumentException("1 to " + MOST_COUNTED + " can be counted, not " + atMost);
        }
        return tables.step("count what waits", () -> {
            Instant now = tables.now();
            List<Duration> due = tables.graves().stream()
                    .map(grave -> Duration.between(grave.due(), now))
                    .filter(age -> !age.isNegative())
                    .toList();
            long pending =
                    tables.rows().stream().filter(row -> !row.file().isReady()).count();
            return new Backlog(
                    Math.min(pending, atMost),
                    Math.min(tables.graves().size(), atMost),
                    Math.min(due.size(), atMost),
                    due.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO));
        });
    }

    private Adoption adopt(FileRecord file) {
        if (tables.row(file.key()).isPresent()) {
            return Adoption.ALREADY_THERE;
        }
        if (tables.grave(file.key()).isPresent()) {
            return Adoption.DELETED;
        }
        if (tables.row(file.id()).isPresent()) {
            return Adoption.ID_TAKEN;
        }
        tables.put(new Row(file, file.createdAt(), file.createdAt()));
        return Adoption.ADDED;
    }

    private boolean isAbandoned(Row row, FileRecord pending) {
        return row.file().state() instanceof FileState.Pending state
                && row.file().owner().equals(pending.owner())
                && !state.until().plus(Tombstone.TRANSFER).isAfter(tables.now());
    }

    private static Instant lookedAtFrom(Row row) {
        return row.lentUntil().isAfter(row.uploadUntil()) ? row.lentUntil() : row.uploadUntil();
    }
}
