package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.val;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import java.util.List;
import java.util.UUID;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.RenderContext.CastMode;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;

/**
 * A query that is rendered once, not each time that it is executed, which is a twentieth of what a request costs. It is
 * executed with binds of its own, in the order of their places in its text.
 */
final class Template {
    static final UserId ANYBODY = new UserId("anybody");
    static final Owner ANY_OWNER = Owner.of(ANYBODY);
    static final FileId ANY_FILE = new FileId(UUID.fromString("00000000-0000-7000-8000-000000000000"));

    private final List<Field<?>> columns;
    private final String[] pieces;

    private Template(List<Field<?>> columns, String[] pieces) {
        this.columns = columns;
        this.pieces = pieces;
    }

    /** @param query has no question mark but those of its binds, whose values may be any */
    static Template of(ResultQuery<?> query) {
        String text = DSL.using(SQLDialect.POSTGRES).render(query);
        return new Template(List.of(query.fields()), text.split("\\?", -1));
    }

    ResultQuery<Record> on(DSLContext sql, Object... binds) {
        if (binds.length != pieces.length - 1) {
            throw new IllegalArgumentException(pieces.length - 1 + " binds, not " + binds.length);
        }
        QueryPart text = CustomQueryPart.of(context -> render(context, binds));
        // Without its columns, jOOQ would ask the database for them.
        return sql.resultQuery("{0}", text).coerce(columns);
    }

    /** Where a bind has to be cast, the text says so already. */
    private void render(Context<?> context, Object... binds) {
        CastMode before = context.castMode();
        context.castMode(CastMode.NEVER).sql(pieces[0]);
        for (int i = 0; i < binds.length; i++) {
            context.visit(val(binds[i])).sql(pieces[i + 1]);
        }
        context.castMode(before);
    }
}
