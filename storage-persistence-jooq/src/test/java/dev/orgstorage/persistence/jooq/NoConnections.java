package dev.orgstorage.persistence.jooq;

import java.sql.Connection;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Knows at once that there is no database. */
final class NoConnections implements ConnectionProvider {
    static final DSLContext CONTEXT = DSL.using(new NoConnections(), SQLDialect.POSTGRES);

    private NoConnections() {}

    @Override
    public Connection acquire() {
        throw new DataAccessException("Connection refused");
    }

    @Override
    public void release(Connection connection) {
        throw new AssertionError("None was given");
    }
}
