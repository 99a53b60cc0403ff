package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.Failures.asUnavailable;
import static dev.orgstorage.persistence.jooq.generated.Tables.TOMBSTONE;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Tombstones;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Tombstones in PostgreSQL; a trigger writes them, whoever deletes a record. */
public final class JooqTombstones implements Tombstones {
    private final DSLContext jooq;

    /** The caller keeps the context and closes what it stands on. */
    public JooqTombstones(DSLContext jooq) {
        this.jooq = jooq;
    }

    @Override
    public Optional<Tombstone> find(Owner owner, FileRef ref) {
        return asUnavailable(
                "find the tombstone of " + ref,
                () -> jooq.select(TOMBSTONE.ID, TOMBSTONE.FILE_KEY, TOMBSTONE.OBJECT_REMOVED, TOMBSTONE.KEEP_UNTIL)
                        .from(TOMBSTONE)
                        .where(TOMBSTONE.SCOPE.eq(owner.scope()), isNamed(ref))
                        .limit(1)
                        .fetchOptional(JooqTombstones::toTombstone));
    }

    @Override
    public void objectRemoved(ObjectKey key) {
        asUnavailable(
                "note the removal of " + key,
                () -> jooq.update(TOMBSTONE)
                        .set(TOMBSTONE.OBJECT_REMOVED, true)
                        .where(TOMBSTONE.FILE_KEY.eq(key.value()))
                        .execute());
    }

    private static Tombstone toTombstone(Record row) {
        return new Tombstone(
                new FileId(row.get(TOMBSTONE.ID)),
                new ObjectKey(row.get(TOMBSTONE.FILE_KEY)),
                row.get(TOMBSTONE.OBJECT_REMOVED),
                row.get(TOMBSTONE.KEEP_UNTIL));
    }

    private static Condition isNamed(FileRef ref) {
        return switch (ref) {
            case FileId id -> TOMBSTONE.ID.eq(id.value());
            case ObjectKey key -> TOMBSTONE.FILE_KEY.eq(key.value());
        };
    }
}
