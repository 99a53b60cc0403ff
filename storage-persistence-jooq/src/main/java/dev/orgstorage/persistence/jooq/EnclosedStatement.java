package dev.orgstorage.persistence.jooq;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is prepared and executed at once with others around it: a query before it, and around both a begin and
 * a commit, unless they are part of a transaction.
 */
final class EnclosedStatement implements InvocationHandler {
    private final PreparedStatement all;
    private final @Nullable String bind;
    private final boolean isPart;

    private EnclosedStatement(PreparedStatement all, @Nullable String bind, boolean isPart) {
        this.all = all;
        this.bind = bind;
        this.isPart = isPart;
    }

    /**
     * @param bind that of the query before it; null if it has none
     * @param isPart of a transaction, so that there is no begin and no commit
     */
    static PreparedStatement of(PreparedStatement all, @Nullable String bind, boolean isPart) {
        return (PreparedStatement) Proxy.newProxyInstance(
                EnclosedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                new EnclosedStatement(all, bind, isPart));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().startsWith("execute") || method.getName().equals("addBatch")) {
            return execute(method);
        }
        if (arguments != null && isBinding(method) && arguments[0] instanceof Integer index) {
            arguments[0] = index + (bind == null ? 0 : 1);
        }
        try {
            return method.invoke(all, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private @Nullable Object execute(Method method) throws SQLException {
        if (method.getParameterCount() > 0) {
            throw notSupported(method);
        }
        return switch (method.getName()) {
            case "execute" -> executeAll();
            case "executeQuery" -> {
                executeAll();
                yield all.getResultSet();
            }
            case "executeUpdate" -> {
                executeAll();
                yield all.getUpdateCount();
            }
            default -> throw notSupported(method);
        };
    }

    /** Whether what the enclosed one gave is rows. */
    private boolean executeAll() throws SQLException {
        if (bind != null) {
            all.setString(1, bind);
        }
        if (isPart) {
            all.execute();
        } else {
            executeOrRollBack();
            all.getMoreResults();
        }
        return all.getMoreResults();
    }

    /** What failed after the begin was not committed, and the transaction is still there. */
    private void executeOrRollBack() throws SQLException {
        try {
            all.execute();
        } catch (SQLException e) {
            try (Statement end = all.getConnection().createStatement()) {
                end.execute("rollback");
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private static boolean isBinding(Method method) {
        return method.getName().startsWith("set")
                && method.getParameterCount() > 1
                && method.getParameterTypes()[0] == int.class;
    }

    private static SQLException notSupported(Method method) {
        return new SQLFeatureNotSupportedException("Not with statements around it: " + method);
    }
}
