package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.Failures.asUnavailable;
import static dev.orgstorage.persistence.jooq.generated.Tables.AUDIT;
import static org.jooq.impl.DSL.noCondition;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.AuditTrail;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** An audit trail in PostgreSQL, which lets nobody change it. */
public final class JooqAuditTrail implements AuditTrail {
    private static final List<Field<?>> FIELDS = List.of(
            AUDIT.ID,
            AUDIT.AT,
            AUDIT.SCOPE,
            AUDIT.USER_ID,
            AUDIT.DEED,
            AUDIT.FILE_ID,
            AUDIT.FILE_KEY,
            AUDIT.FILENAME,
            AUDIT.REFUSAL,
            AUDIT.REQUEST_ID,
            AUDIT.ADDRESS);

    private final Scoped scoped;
    private final DSLContext upkeep;

    /** The caller keeps the context and closes what it stands on. */
    public JooqAuditTrail(DSLContext jooq) {
        this(Scoped.over(jooq), jooq);
    }

    /**
     * @param scoped to read
     * @param upkeep to write
     */
    JooqAuditTrail(Scoped scoped, DSLContext upkeep) {
        this.scoped = scoped;
        this.upkeep = Scoped.toEverybody(upkeep);
    }

    @Override
    public void append(Collection<AuditEntry> entries) {
        if (entries.size() > Limits.MOST) {
            throw new IllegalArgumentException("At most " + Limits.MOST + " entries at once, not " + entries.size());
        }
        if (!entries.isEmpty()) {
            List<Map<Field<?>, @Nullable Object>> rows =
                    entries.stream().map(JooqAuditTrail::toColumns).toList();
            asUnavailable(
                    "append to the audit trail",
                    () -> upkeep.insertInto(AUDIT, FIELDS)
                            .select(Rows.of(rows))
                            .onConflictDoNothing()
                            .execute());
        }
    }

    @Override
    public AuditPage page(Owner context, AuditQuery query) {
        List<AuditEntry> found = asUnavailable(
                "read the audit trail of " + context.scope(),
                () -> scoped.to(context)
                        .select(FIELDS)
                        .from(AUDIT)
                        .where(AUDIT.SCOPE.eq(context.scope()), isAfter(query), matches(query))
                        .orderBy(AUDIT.ID.desc())
                        .limit(query.limit() + 1)
                        .fetch(JooqAuditTrail::toEntry));
        return AuditPage.of(found, query.limit());
    }

    private static Condition isAfter(AuditQuery query) {
        return query.after() == null
                ? noCondition()
                : AUDIT.ID.lt(query.after().before().value());
    }

    private static Condition matches(AuditQuery query) {
        Condition about = query.file() == null
                ? noCondition()
                : AUDIT.FILE_ID.eq(query.file().value());
        return query.user() == null
                ? about
                : about.and(AUDIT.USER_ID.eq(query.user().value()));
    }

    private static Map<Field<?>, @Nullable Object> toColumns(AuditEntry entry) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(AUDIT.ID, entry.id());
        columns.put(AUDIT.AT, entry.at());
        columns.put(AUDIT.SCOPE, entry.context().scope());
        columns.put(AUDIT.USER_ID, entry.user().value());
        columns.put(AUDIT.DEED, entry.deed().name());
        columns.put(AUDIT.FILE_ID, entry.file() instanceof FileId id ? id.value() : null);
        columns.put(AUDIT.FILE_KEY, entry.file() instanceof ObjectKey key ? key.value() : null);
        columns.put(AUDIT.FILENAME, entry.name() == null ? null : entry.name().value());
        columns.put(AUDIT.REFUSAL, entry.refusal());
        columns.put(AUDIT.REQUEST_ID, entry.requestId());
        columns.put(AUDIT.ADDRESS, entry.address());
        return columns;
    }

    private static AuditEntry toEntry(Record row) {
        @Nullable String name = row.get(AUDIT.FILENAME);
        return new AuditEntry(
                row.get(AUDIT.ID),
                row.get(AUDIT.AT),
                Owner.ofScope(row.get(AUDIT.SCOPE)),
                new UserId(row.get(AUDIT.USER_ID)),
                Deed.valueOf(row.get(AUDIT.DEED)),
                fileOf(row),
                name == null ? null : new FileName(name),
                row.get(AUDIT.REFUSAL),
                row.get(AUDIT.REQUEST_ID),
                row.get(AUDIT.ADDRESS));
    }

    private static @Nullable FileRef fileOf(Record row) {
        @Nullable UUID id = row.get(AUDIT.FILE_ID);
        @Nullable String key = row.get(AUDIT.FILE_KEY);
        if (id != null) {
            return new FileId(id);
        }
        return key == null ? null : new ObjectKey(key);
    }
}
