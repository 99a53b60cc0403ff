package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static dev.orgstorage.persistence.jooq.generated.Tables.USAGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Usage;
import java.math.BigDecimal;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;

/** What triggers keep of the usage of each owner, in several rows that add up. */
final class UsageRows {
    private static final short ANY_SLOT = 0;
    private static final Field<String> SCOPE = field(name("scope"), String.class);
    private static final Field<Long> FILES = field(name("files"), Long.class);
    private static final Field<Long> BYTES = field(name("bytes"), Long.class);

    private UsageRows() {}

    static Usage of(DSLContext scoped, Owner owner) {
        return scoped.select(total(USAGE.FILES), total(USAGE.BYTES))
                .from(USAGE)
                .where(USAGE.SCOPE.eq(owner.scope()))
                .fetchSingle(row -> new Usage(row.value1(), row.value2()));
    }

    static long miscounted(DSLContext upkeep) {
        return upkeep.fetchCount(differences());
    }

    /** Adds what is missing by one look at both sides, so that what others add meanwhile is not lost. */
    static long recount(DSLContext upkeep) {
        CommonTableExpression<?> wrong = name("wrong").as(differences());
        return upkeep.with(wrong)
                .insertInto(USAGE, USAGE.SCOPE, USAGE.SLOT, USAGE.FILES, USAGE.BYTES)
                .select(select(SCOPE, inline(ANY_SLOT), FILES, BYTES)
                        .from(wrong)
                        .orderBy(SCOPE))
                .onConflict(USAGE.SCOPE, USAGE.SLOT)
                .doUpdate()
                .set(USAGE.FILES, USAGE.FILES.plus(excluded(USAGE.FILES)))
                .set(USAGE.BYTES, USAGE.BYTES.plus(excluded(USAGE.BYTES)))
                .execute();
    }

    /** What the ready records of an owner are more than what is kept, where that is not nothing. */
    private static Select<Record3<String, Long, Long>> differences() {
        Table<?> sides = select(
                        FILE_RECORD.SCOPE.as(SCOPE),
                        count().cast(Long.class).as(FILES),
                        total(FILE_RECORD.SIZE).as(BYTES))
                .from(FILE_RECORD)
                .where(FileRow.IS_READY)
                .groupBy(FILE_RECORD.SCOPE)
                .unionAll(select(USAGE.SCOPE, USAGE.FILES.neg(), USAGE.BYTES.neg())
                        .from(USAGE))
                .asTable("sides");
        return select(SCOPE, total(FILES).as(FILES), total(BYTES).as(BYTES))
                .from(sides)
                .groupBy(SCOPE)
                .having(total(FILES).ne(0L).or(total(BYTES).ne(0L)));
    }

    private static Field<Long> total(Field<Long> column) {
        return coalesce(sum(column), BigDecimal.ZERO).cast(Long.class);
    }
}
