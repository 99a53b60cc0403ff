package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static dev.orgstorage.persistence.jooq.generated.Tables.TOMBSTONE;
import static org.jooq.impl.DSL.any;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.Ledger.Adoption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Adds records of objects that are in the bucket already, but never that of a file that was deleted. */
final class JooqAdoption {
    private final DSLContext jooq;

    /** A file was deleted between the look at the tombstones and the insertion. */
    @SuppressWarnings("serial")
    private static final class Raced extends RuntimeException {}

    JooqAdoption(DSLContext jooq) {
        this.jooq = jooq;
    }

    Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready) {
        if (ready.isEmpty()) {
            return Map.of();
        }
        try {
            return untilNotRaced(ready);
        } catch (DataAccessException e) {
            if (!Failures.isForeignKeyViolation(e)) {
                throw e;
            }
            return ready.size() == 1 ? unknownOwner(ready) : each(ready);
        }
    }

    private Map<ObjectKey, Adoption> untilNotRaced(Collection<FileRecord> ready) {
        while (true) {
            try {
                return jooq.transactionResult(own -> inOneStep(own.dsl(), ready));
            } catch (Raced again) {
                // Now the tombstone is seen first.
            }
        }
    }

    private Map<ObjectKey, Adoption> inOneStep(DSLContext transaction, Collection<FileRecord> ready) {
        KeyLock.adoptingTogether(transaction);
        Map<ObjectKey, Adoption> outcomes = new HashMap<>();
        buried(transaction, keys(ready)).forEach(key -> outcomes.put(key, Adoption.DELETED));
        List<FileRecord> free =
                ready.stream().filter(file -> !outcomes.containsKey(file.key())).toList();
        NewOwners.addAll(transaction, free);
        Set<ObjectKey> added = insert(transaction, free);
        if (!buried(transaction, added).isEmpty()) {
            throw new Raced();
        }
        added.forEach(key -> outcomes.put(key, Adoption.ADDED));
        recorded(transaction, keys(ready)).forEach(key -> outcomes.putIfAbsent(key, Adoption.ALREADY_THERE));
        ready.forEach(file -> outcomes.putIfAbsent(file.key(), Adoption.ID_TAKEN));
        return outcomes;
    }

    /** One by one, so that those whose owner the host does not know are told from the others. */
    private Map<ObjectKey, Adoption> each(Collection<FileRecord> ready) {
        Map<ObjectKey, Adoption> outcomes = new HashMap<>();
        ready.forEach(file -> outcomes.putAll(adopt(List.of(file))));
        return outcomes;
    }

    private static Map<ObjectKey, Adoption> unknownOwner(Collection<FileRecord> one) {
        return one.stream().collect(Collectors.toMap(FileRecord::key, file -> Adoption.UNKNOWN_OWNER));
    }

    /** Those that were added; one whose id or key is there is left out. */
    private static Set<ObjectKey> insert(DSLContext transaction, List<FileRecord> files) {
        if (files.isEmpty()) {
            return Set.of();
        }
        List<Map<Field<?>, @Nullable Object>> rows =
                files.stream().map(FileRow::toColumns).toList();
        Set<Field<?>> columns = rows.getFirst().keySet();
        return transaction
                .insertInto(FILE_RECORD, columns)
                .select(Rows.of(rows))
                .onConflictDoNothing()
                .returningResult(FILE_RECORD.FILE_KEY)
                .fetchSet(row -> new ObjectKey(row.value1()));
    }

    private static Set<ObjectKey> buried(DSLContext transaction, Set<ObjectKey> keys) {
        return transaction
                .select(TOMBSTONE.FILE_KEY)
                .from(TOMBSTONE)
                .where(TOMBSTONE.FILE_KEY.eq(any(values(keys))))
                .fetchSet(row -> new ObjectKey(row.value1()));
    }

    private static Set<ObjectKey> recorded(DSLContext transaction, Set<ObjectKey> keys) {
        return transaction
                .select(FILE_RECORD.FILE_KEY)
                .from(FILE_RECORD)
                .where(FILE_RECORD.FILE_KEY.eq(any(values(keys))))
                .fetchSet(row -> new ObjectKey(row.value1()));
    }

    private static Set<ObjectKey> keys(Collection<FileRecord> files) {
        return files.stream().map(FileRecord::key).collect(Collectors.toSet());
    }

    private static String[] values(Set<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::value).toArray(String[]::new);
    }
}
