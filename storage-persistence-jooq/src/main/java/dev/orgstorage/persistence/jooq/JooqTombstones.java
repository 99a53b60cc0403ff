package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.Failures.asUnavailable;
import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static dev.orgstorage.persistence.jooq.generated.Tables.TOMBSTONE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Tombstones;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** Tombstones in PostgreSQL; a trigger writes them, whoever deletes a record. */
public final class JooqTombstones implements Tombstones {
    /** No owner has this scope. */
    private static final String NOBODY = "nobody";

    private static final List<Field<?>> FIELDS = List.of(
            TOMBSTONE.ID, TOMBSTONE.FILE_KEY, TOMBSTONE.IN_PARTS, TOMBSTONE.OBJECT_REMOVED, TOMBSTONE.KEEP_UNTIL);
    private static final Field<Boolean> LAST =
            field(TOMBSTONE.KEEP_UNTIL.le(Times.NOW)).as("last");
    private static final Field<Boolean> VOID = field(
                    exists(selectOne().from(FILE_RECORD).where(FILE_RECORD.FILE_KEY.eq(TOMBSTONE.FILE_KEY))))
            .as("void");

    private static final List<Field<?>> TAKEN = Stream.concat(
                    FIELDS.stream(), Stream.of(TOMBSTONE.ATTEMPTS, LAST, VOID))
            .toList();

    private final Scoped scoped;
    private final DSLContext upkeep;

    /** The caller keeps the context and closes what it stands on. */
    public JooqTombstones(DSLContext jooq) {
        this(Scoped.over(jooq), jooq);
    }

    /**
     * @param scoped for what names an owner
     * @param upkeep for all else
     */
    JooqTombstones(Scoped scoped, DSLContext upkeep) {
        this.scoped = scoped;
        this.upkeep = Scoped.toEverybody(upkeep);
    }

    @Override
    public Optional<Tombstone> find(Owner owner, FileRef ref) {
        return asUnavailable(
                "find the tombstone of " + ref,
                () -> scoped.to(owner)
                        .select(FIELDS)
                        .from(TOMBSTONE)
                        .where(TOMBSTONE.SCOPE.eq(owner.scope()), isNamed(ref))
                        .limit(1)
                        .fetchOptional(JooqTombstones::toTombstone));
    }

    @Override
    public void objectRemoved(Owner owner, ObjectKey key) {
        Condition left = TOMBSTONE.SCOPE.eq(owner.scope()).and(isNamed(key));
        asUnavailable("note the removal of " + key, () -> markRemoved(scoped.to(owner), left));
    }

    @Override
    public void objectRemoved(ObjectKey key) {
        asUnavailable("note the removal of " + key, () -> markRemoved(upkeep, isNamed(key)));
    }

    @Override
    public List<Due> take(int limit, Duration lease) {
        Limits.require(limit);
        return asUnavailable("take tombstones", () -> {
            List<Due> taken = new ArrayList<>();
            List<UUID> voids = new ArrayList<>();
            for (Record row : lend(limit, lease)) {
                if (row.get(VOID)) {
                    voids.add(row.get(TOMBSTONE.ID));
                } else {
                    taken.add(new Due(toTombstone(row), row.get(LAST), row.get(TOMBSTONE.ATTEMPTS)));
                }
            }
            drop(voids);
            return taken;
        });
    }

    @Override
    public void settle(Collection<Due> removed) {
        asUnavailable("settle tombstones", () -> {
            drop(removed.stream().filter(Due::last).map(JooqTombstones::idOf).toList());
            List<UUID> standing = removed.stream()
                    .filter(due -> !due.last())
                    .map(JooqTombstones::idOf)
                    .toList();
            return standing.isEmpty() ? 0 : markRemoved(upkeep, isOneOf(standing));
        });
    }

    @Override
    public void postpone(Collection<Due> failed, Duration wait, String reason) {
        asUnavailable(
                "postpone tombstones",
                () -> upkeep.update(TOMBSTONE)
                        .set(TOMBSTONE.DUE, Times.in(wait))
                        .set(TOMBSTONE.LAST_ERROR, reason)
                        .where(isOneOf(failed.stream().map(JooqTombstones::idOf).toList()))
                        .execute());
    }

    @Override
    public List<Tombstone> page(String prefix, @Nullable ObjectKey after, int limit) {
        Limits.require(limit);
        return asUnavailable(
                "page through tombstones",
                () -> upkeep.select(FIELDS)
                        .from(TOMBSTONE)
                        .where(KeyRange.of(TOMBSTONE.FILE_KEY, prefix, after))
                        .orderBy(TOMBSTONE.FILE_KEY, TOMBSTONE.ID)
                        .limit(limit)
                        .fetch(JooqTombstones::toTombstone));
    }

    @Override
    public boolean bury(FileId id, ObjectKey orphan) {
        return asUnavailable(
                "bury " + orphan,
                () -> upkeep.transactionResult(own -> {
                    DSLContext alone = own.dsl();
                    KeyLock.buryingAlone(alone);
                    boolean known = alone.fetchExists(FILE_RECORD, FILE_RECORD.FILE_KEY.eq(orphan.value()))
                            || alone.fetchExists(TOMBSTONE, TOMBSTONE.FILE_KEY.eq(orphan.value()));
                    if (!known) {
                        alone.insertInto(TOMBSTONE)
                                .set(TOMBSTONE.ID, id.value())
                                .set(TOMBSTONE.FILE_KEY, orphan.value())
                                .set(TOMBSTONE.SCOPE, NOBODY)
                                .set(TOMBSTONE.KEEP_UNTIL, Times.in(Tombstone.MEMORY))
                                .execute();
                    }
                    return !known;
                }));
    }

    /** Locked rows are somebody else's to take. */
    private Result<Record> lend(int limit, Duration lease) {
        CommonTableExpression<Record1<UUID>> lent = name("lent")
                .as(select(TOMBSTONE.ID)
                        .from(TOMBSTONE)
                        .where(TOMBSTONE.DUE.le(Times.NOW))
                        .orderBy(TOMBSTONE.DUE)
                        .limit(limit)
                        .forUpdate()
                        .skipLocked());
        return upkeep.with(lent)
                .update(TOMBSTONE)
                .set(TOMBSTONE.DUE, Times.in(lease))
                .set(TOMBSTONE.ATTEMPTS, TOMBSTONE.ATTEMPTS.plus(1))
                .from(lent)
                .where(TOMBSTONE.ID.eq(lent.field(TOMBSTONE.ID)))
                .returningResult(TAKEN)
                .fetch();
    }

    private void drop(List<UUID> ids) {
        if (!ids.isEmpty()) {
            upkeep.deleteFrom(TOMBSTONE).where(isOneOf(ids)).execute();
        }
    }

    private static int markRemoved(DSLContext jooq, Condition which) {
        return jooq.update(TOMBSTONE)
                .set(TOMBSTONE.OBJECT_REMOVED, true)
                .set(TOMBSTONE.DUE, TOMBSTONE.KEEP_UNTIL)
                .set(TOMBSTONE.ATTEMPTS, 0)
                .setNull(TOMBSTONE.LAST_ERROR)
                .where(which)
                .execute();
    }

    private static UUID idOf(Due due) {
        return due.tombstone().id().value();
    }

    private static Condition isOneOf(List<UUID> ids) {
        return TOMBSTONE.ID.eq(any(ids.toArray(UUID[]::new)));
    }

    private static Tombstone toTombstone(Record row) {
        return new Tombstone(
                new FileId(row.get(TOMBSTONE.ID)),
                new ObjectKey(row.get(TOMBSTONE.FILE_KEY)),
                row.get(TOMBSTONE.IN_PARTS),
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
