package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Many rows as one array for each column: a statement whose text does not grow with its rows. */
final class Rows {
    private Rows() {}

    /** @param rows at least one, all with the same columns in the same order */
    static Select<Record> of(List<Map<Field<?>, @Nullable Object>> rows) {
        Set<Field<?>> columns = rows.getFirst().keySet();
        List<Field<?>> arrays = new ArrayList<>();
        for (Field<?> column : columns) {
            Object values = rows.stream().map(row -> row.get(column)).toArray();
            arrays.add(val(values, column.getDataType().getArrayDataType()));
        }
        return select(asterisk()).from(table(sql("unnest({0})", list(arrays))));
    }
}
