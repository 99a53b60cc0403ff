package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.name;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A table of the host, as the catalog describes it.
 *
 * @param idType null if there is no such table, or it has no column {@code id}
 */
record HostTable(
        Name table, @Nullable String idType, boolean comparesBytes, boolean isUnique, boolean mayBeReferenced) {
    private static final Set<String> TEXT = Set.of("text", "character varying");

    private static final String DESCRIPTION = """
            select wanted.name, id.type, id.compares_bytes, id.is_unique, id.may_be_referenced
            from unnest(cast(? as text[])) with ordinality wanted (name, position)
            left join lateral (
                select format_type(a.atttypid, null) as type,
                       coalesce(c.collisdeterministic, true) as compares_bytes,
                       exists (select from pg_index i
                               where i.indrelid = t.oid and i.indisunique and i.indimmediate
                                 and i.indpred is null and i.indkey::text = a.attnum::text) as is_unique,
                       has_schema_privilege(n.oid, 'usage')
                           and has_column_privilege(t.oid, a.attnum, 'select')
                           and has_column_privilege(t.oid, a.attnum, 'references') as may_be_referenced
                from pg_namespace n
                join pg_class t on t.relnamespace = n.oid and t.relkind in ('r', 'p')
                join pg_attribute a on a.attrelid = t.oid and a.attname = 'id' and not a.attisdropped
                left join pg_collation c on c.oid = a.attcollation
                where n.nspname = ? and t.relname = wanted.name
            ) id on true
            order by wanted.position""";

    static List<HostTable> described(DSLContext sql, String schema, String... tables) {
        return sql.fetch(DESCRIPTION, tables, schema).map(row -> of(schema, row));
    }

    private static HostTable of(String schema, Record row) {
        return new HostTable(
                name(schema, row.get("name", String.class)),
                row.get("type", String.class),
                row.get("compares_bytes", boolean.class),
                row.get("is_unique", boolean.class),
                row.get("may_be_referenced", boolean.class));
    }

    /** Why no foreign key from here can reference it. */
    Optional<String> fault() {
        if (idType == null) {
            return Optional.of("there is no table " + table + " with a column id");
        }
        if (!TEXT.contains(idType)) {
            return Optional.of(table + ".id is of type " + idType + ", and only ids of type text can be linked");
        }
        if (!comparesBytes) {
            return Optional.of(table + ".id has a nondeterministic collation, by which different ids are the same");
        }
        if (!isUnique) {
            return Optional.of(table + ".id is neither a primary key nor unique");
        }
        if (!mayBeReferenced) {
            return Optional.of("the database user may not reference " + table
                    + "; grant it usage on the schema, and select (id) and references (id) on the table");
        }
        return Optional.empty();
    }
}
