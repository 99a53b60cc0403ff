package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.Failures.asUnavailable;
import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static dev.orgstorage.persistence.jooq.generated.Tables.ORGANIZATIONS;
import static dev.orgstorage.persistence.jooq.generated.Tables.USERS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Owners;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Users, organizations and what they hold, in PostgreSQL, whose foreign keys take the files along. */
public final class JooqOwners implements Owners {
    private final DSLContext jooq;

    /** The caller keeps the context and closes what it stands on. */
    public JooqOwners(DSLContext jooq) {
        this.jooq = Scoped.toEverybody(jooq);
    }

    @Override
    public Holdings holdings(Owner owner) {
        return asUnavailable("count the files of " + owner.scope(), () -> sumOf(jooq, isOf(owner)));
    }

    @Override
    public Holdings uploadedForOrganizations(UserId user) {
        return asUnavailable(
                "count the uploads of " + user,
                () -> sumOf(jooq, FILE_RECORD.USER_ID.eq(user.value()).and(FILE_RECORD.ORGANIZATION_ID.isNotNull())));
    }

    @Override
    public Holdings erase(UserId user) {
        return erase(Owner.of(user), USERS, USERS.ID, user.value());
    }

    @Override
    public Holdings erase(OrganizationId organization) {
        return erase(Owner.of(organization), ORGANIZATIONS, ORGANIZATIONS.ID, organization.value());
    }

    @Override
    public boolean transfer(Owner from, FileRef file, Owner to, Instant now) {
        return asUnavailable(
                "transfer " + file + " to " + to.scope(),
                () -> give(isOf(from).and(FileRow.isNamed(file)), to, now).files() == 1);
    }

    @Override
    public Holdings transferAll(Owner from, Owner to, Instant now) {
        return asUnavailable("transfer the files of " + from.scope(), () -> give(isOf(from), to, now));
    }

    /** The owner's row is locked first, so that nothing is added between the count and the end. */
    private Holdings erase(Owner owner, Table<?> owners, TableField<?, String> id, String value) {
        return asUnavailable(
                "erase " + owner.scope(),
                () -> jooq.transactionResult(own -> {
                    DSLContext transaction = own.dsl();
                    transaction
                            .select(id)
                            .from(owners)
                            .where(id.eq(value))
                            .forUpdate()
                            .fetch();
                    Holdings held = sumOf(transaction, isOf(owner));
                    transaction.deleteFrom(owners).where(id.eq(value)).execute();
                    return held;
                }));
    }

    private Holdings give(Condition which, Owner to, Instant now) {
        try {
            return giveOnce(which, to, now);
        } catch (DataAccessException e) {
            if (Failures.isForeignKeyViolation(e)) {
                throw new StorageException.UnknownOwner(to, null, e);
            }
            throw e;
        }
    }

    private Holdings giveOnce(Condition which, Owner to, Instant now) {
        return jooq.transactionResult(own -> {
            DSLContext transaction = own.dsl();
            NewOwners.add(transaction, to);
            Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
            FileRow.putOwner(columns, to);
            columns.put(FILE_RECORD.UPDATED_AT, now.truncatedTo(ChronoUnit.MICROS));
            Table<?> given = table(name("given"));
            Field<Long> size = field(name("size"), Long.class);
            return transaction
                    .with(name("given")
                            .as(resultQuery(
                                    "{0}",
                                    update(FILE_RECORD)
                                            .set(columns)
                                            .where(which, FileRow.IS_READY)
                                            .returning(FILE_RECORD.SIZE))))
                    .select(count(), total(size))
                    .from(given)
                    .fetchSingle(JooqOwners::toHoldings);
        });
    }

    private static Holdings sumOf(DSLContext jooq, Condition which) {
        return jooq.select(count(), total(FILE_RECORD.SIZE))
                .from(FILE_RECORD)
                .where(which)
                .fetchSingle(JooqOwners::toHoldings);
    }

    private static Field<BigDecimal> total(Field<Long> size) {
        return coalesce(sum(size), BigDecimal.ZERO);
    }

    private static Holdings toHoldings(Record2<Integer, BigDecimal> row) {
        return new Holdings(row.value1(), row.value2().longValueExact());
    }

    private static Condition isOf(Owner owner) {
        return FILE_RECORD.SCOPE.eq(owner.scope());
    }
}
