package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.Failures.asUnavailable;
import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static dev.orgstorage.persistence.jooq.generated.Tables.TOMBSTONE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectLimitStep;
import org.jspecify.annotations.Nullable;

/** The records of all owners in PostgreSQL. */
public final class JooqLedger implements Ledger {
    /** True of every record; the index of expiring uploads serves no statement without it. */
    private static final Condition ASKS_FOR_EXPIRING = condition("{0} > '-infinity'", FILE_RECORD.UPLOAD_UNTIL);

    private static final Field<Instant> LOOKED_FOR_FROM = greatest(FILE_RECORD.UPLOAD_UNTIL, FILE_RECORD.LENT_UNTIL);

    private static final Condition IS_DUE = TOMBSTONE.DUE.le(Times.NOW);

    private final DSLContext jooq;

    /** The caller keeps the context and closes what it stands on. */
    public JooqLedger(DSLContext jooq) {
        this.jooq = Scoped.toEverybody(jooq);
    }

    @Override
    public Optional<FileRecord> find(ObjectKey key) {
        return asUnavailable(
                "find the record of " + key,
                () -> FileRow.fetchOptional(
                        jooq.select(FileRow.FIELDS).from(FILE_RECORD).where(FILE_RECORD.FILE_KEY.eq(key.value()))));
    }

    @Override
    public List<FileRecord> page(String prefix, @Nullable ObjectKey after, int limit) {
        Limits.require(limit);
        return asUnavailable(
                "page through the records",
                () -> FileRow.fetch(jooq.select(FileRow.FIELDS)
                        .from(FILE_RECORD)
                        .where(KeyRange.of(FILE_RECORD.FILE_KEY, prefix, after))
                        .orderBy(FILE_RECORD.FILE_KEY)
                        .limit(limit)));
    }

    @Override
    public Map<ObjectKey, Known> known(Collection<ObjectKey> keys) {
        return asUnavailable("look up keys", () -> {
            String[] values = keys.stream().map(ObjectKey::value).toArray(String[]::new);
            Map<ObjectKey, Known> known = new HashMap<>();
            // In this order: a record that goes between the two is found as its tombstone.
            jooq.select(FILE_RECORD.FILE_KEY)
                    .from(FILE_RECORD)
                    .where(FILE_RECORD.FILE_KEY.eq(any(values)))
                    .forEach(row -> known.put(new ObjectKey(row.value1()), Known.RECORD));
            jooq.select(TOMBSTONE.FILE_KEY)
                    .from(TOMBSTONE)
                    .where(TOMBSTONE.FILE_KEY.eq(any(values)))
                    .forEach(row -> known.putIfAbsent(new ObjectKey(row.value1()), Known.TOMBSTONE));
            return known;
        });
    }

    @Override
    public Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready) {
        if (ready.size() > Limits.MOST || !ready.stream().allMatch(FileRecord::isReady)) {
            throw new IllegalArgumentException("At most " + Limits.MOST + " records, all of them ready");
        }
        return asUnavailable("adopt records", () -> new JooqAdoption(jooq).adopt(ready));
    }

    @Override
    public List<FileRecord> takeExpired(int limit, Duration lease) {
        Limits.require(limit);
        CommonTableExpression<Record1<UUID>> lent = name("lent")
                .as(select(FILE_RECORD.ID)
                        .from(FILE_RECORD)
                        .where(FileRow.IS_PENDING, ASKS_FOR_EXPIRING, LOOKED_FOR_FROM.le(Times.NOW))
                        .orderBy(LOOKED_FOR_FROM)
                        .limit(limit)
                        .forUpdate()
                        .skipLocked());
        return asUnavailable(
                "take expired uploads",
                () -> FileRow.fetch(jooq.with(lent)
                        .update(FILE_RECORD)
                        .set(FILE_RECORD.LENT_UNTIL, Times.in(lease))
                        .from(lent)
                        .where(FILE_RECORD.ID.eq(lent.field(FILE_RECORD.ID)), FileRow.IS_PENDING)
                        .returningResult(FileRow.FIELDS)));
    }

    @Override
    public boolean removeAbandoned(FileRecord pending) {
        return asUnavailable(
                "remove the abandoned " + pending.key(),
                () -> jooq.deleteFrom(FILE_RECORD)
                                .where(
                                        FILE_RECORD.SCOPE.eq(pending.owner().scope()),
                                        FILE_RECORD.ID.eq(pending.id().value()),
                                        FileRow.IS_PENDING,
                                        FILE_RECORD.UPLOAD_UNTIL.le(Times.in(Tombstone.TRANSFER.negated())))
                                .execute()
                        == 1);
    }

    @Override
    public long miscounted() {
        return asUnavailable("compare the usage of owners with their records", () -> UsageRows.miscounted(jooq));
    }

    @Override
    public long recount() {
        return asUnavailable("correct the usage of owners", () -> UsageRows.recount(jooq));
    }

    /** Each count is a walk along an index, or the table, that ends at the limit. */
    @Override
    public Backlog backlog(int atMost) {
        Limits.requireCount(atMost);
        Field<Integer> pending = count(selectOne().from(FILE_RECORD).where(FileRow.IS_PENDING), atMost);
        Field<Integer> tombstones = count(selectOne().from(TOMBSTONE), atMost);
        Field<Integer> due = count(selectOne().from(TOMBSTONE).where(IS_DUE), atMost);
        Field<Instant> first = field(select(TOMBSTONE.DUE)
                .from(TOMBSTONE)
                .where(IS_DUE)
                .orderBy(TOMBSTONE.DUE)
                .limit(1));
        Field<Instant> now = field(select(Times.NOW));
        return asUnavailable(
                "count what waits",
                () -> jooq.select(pending, tombstones, due, first, now)
                        .fetchSingle(row -> new Backlog(
                                row.value1(), row.value2(), row.value3(), between(row.value4(), row.value5()))));
    }

    private static Field<Integer> count(SelectLimitStep<Record1<Integer>> rows, int atMost) {
        return field(selectCount().from(rows.limit(atMost)));
    }

    private static Duration between(@Nullable Instant first, Instant now) {
        return first == null ? Duration.ZERO : Duration.between(first, now);
    }
}
