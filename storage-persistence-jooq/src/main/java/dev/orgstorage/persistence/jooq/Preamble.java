package dev.orgstorage.persistence.jooq;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What goes before each statement and tells row level security on whose behalf it is, for the statement's transaction and
 * no longer: nothing of it stays with the connection, nor with the session that a pooler such as PgBouncer lends to
 * somebody else next.
 *
 * <p>Both are sent at once, so that it costs no round trip; and, where there is no transaction, between a begin and a
 * commit. Without these they would mostly be one transaction all the same, but the driver waits for an answer in between
 * where it knows from earlier executions that the statement may return much, and then what was set is forgotten.
 *
 * @param sql a query of one row
 * @param bind its one bind value; null if it has none
 */
record Preamble(String sql, @Nullable String bind) {
    DSLContext before(DSLContext jooq) {
        return DSL.using(jooq.configuration()
                .deriveAppending(ExecuteListener.onPrepareStart(this::enclose).onPrepareEnd(this::select)));
    }

    private void enclose(ExecuteContext execution) {
        String both = sql + "; " + execution.sql();
        execution.sql(isInTransaction(execution) ? both : "begin; " + both + "; commit");
    }

    private void select(ExecuteContext execution) {
        PreparedStatement all = Objects.requireNonNull(execution.statement());
        execution.statement(EnclosedStatement.of(all, bind, isInTransaction(execution)));
    }

    private static boolean isInTransaction(ExecuteContext execution) {
        try {
            return !Objects.requireNonNull(execution.connection()).getAutoCommit();
        } catch (SQLException e) {
            throw new DataAccessException("Could not ask for the transaction", e);
        }
    }
}
