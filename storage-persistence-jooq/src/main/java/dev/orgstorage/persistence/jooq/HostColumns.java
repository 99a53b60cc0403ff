package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.name;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A table of the host under the name it has there, singular or plural, and those of its columns that are needed, under
 * the names they have, in camel or snake case.
 */
final class HostColumns {
    private static final String COLUMNS = """
            select t.relname as table_name, a.attname as column_name, format_type(a.atttypid, null) as type,
                   has_schema_privilege(n.oid, 'usage') and has_column_privilege(t.oid, a.attnum, 'select') as readable
            from pg_namespace n
            join pg_class t on t.relnamespace = n.oid and t.relkind in ('r', 'p', 'v', 'm', 'f')
            join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
            where n.nspname = {0} and t.relname = any ({1})""";

    private final Name table;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private HostColumns(Name table) {
        this.table = table;
    }

    /**
     * Looks a table up in the catalog. Where there is one of each name, it is the one that lacks less; a host may well
     * have a {@code session} of something else beside its {@code sessions}.
     *
     * @param table in the singular
     * @param columns in camel case
     */
    static HostColumns find(DSLContext sql, String schema, String table, String... columns) {
        List<String> names = List.of(table, table + "s");
        Map<String, Result<Record>> there = sql.fetch(COLUMNS, DSL.val(schema), DSL.val(names.toArray(String[]::new)))
                .intoGroups(DSL.field("table_name", String.class));
        return names.stream()
                .filter(there::containsKey)
                .map(name -> of(name(schema, name), Objects.requireNonNull(there.get(name)), columns))
                .min(Comparator.comparingInt(found -> found.faults.size()))
                .orElseGet(() -> missing(name(schema, table)));
    }

    private static HostColumns missing(Name table) {
        HostColumns none = new HostColumns(table);
        none.faults.add("there is no table " + table + ", nor one of that name in the plural");
        return none;
    }

    private static HostColumns of(Name table, Result<Record> there, String... wanted) {
        HostColumns found = new HostColumns(table);
        for (String camel : wanted) {
            found.add(camel, there);
        }
        return found;
    }

    private void add(String camel, Result<Record> there) {
        String snake = snakeCase(camel);
        for (Record column : there) {
            String name = column.get("column_name", String.class);
            if (name.equals(camel) || name.equals(snake)) {
                columns.putIfAbsent(camel, name);
                types.putIfAbsent(camel, column.get("type", String.class));
                if (!column.get("readable", boolean.class)) {
                    faults.add("the database user may not read " + table.append(name)
                            + "; grant it usage on the schema and select on the table");
                }
            }
        }
        if (!columns.containsKey(camel)) {
            faults.add(table + " has no column " + camel + (snake.equals(camel) ? "" : " or " + snake));
        }
    }

    private static String snakeCase(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** What it lacks. */
    List<String> faults() {
        return faults;
    }

    Table<Record> table() {
        return DSL.table(table);
    }

    /** @param column in camel case */
    Field<Object> field(String column) {
        return DSL.field(table.append(Objects.requireNonNull(columns.get(column))));
    }

    /** As text, compared by its bytes. */
    Field<String> text(String column) {
        return DSL.field("cast({0} as text) collate \"C\"", String.class, field(column));
    }

    /** As in the catalog, such as {@code uuid}. */
    String type(String column) {
        return Objects.requireNonNull(types.get(column));
    }
}
