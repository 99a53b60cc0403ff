package dev.orgstorage.persistence.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DataSourceConnectionProvider;

/**
 * Connections to PostgreSQL, kept. Making the pool connects to nothing yet.
 *
 * <p>A call has so much time in all: what it did not need to wait for its connection, it may wait for an answer, a second
 * at least. A request has four and a half seconds; upkeep, which may concern all files of an owner in one step, five
 * minutes, and connections of its own, so that it takes none from requests.
 */
final class Pool extends DataSourceConnectionProvider implements AutoCloseable {
    static final Duration REQUEST = Duration.ofMillis(4500);
    static final Duration UPKEEP = Duration.ofMinutes(5);

    private static final int UPKEEP_CONNECTIONS = 4;
    private static final Duration UPKEEP_IDLE = Duration.ofMinutes(1);
    private static final Duration CONNECTION_WAIT = Duration.ofMillis(3500);
    private static final Duration SHORTEST_ANSWER_WAIT = Duration.ofSeconds(1);
    private static final Duration VALIDATION_WAIT = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HikariDataSource connections;
    private final Duration call;

    private Pool(HikariConfig config, Duration call) {
        this(new HikariDataSource(config), call);
    }

    private Pool(HikariDataSource connections, Duration call) {
        super(connections);
        this.connections = connections;
        this.call = call;
    }

    static Pool forRequests(DatabaseSettings settings) {
        HikariConfig config = config(settings, REQUEST);
        config.setMaximumPoolSize(settings.poolSize());
        return new Pool(config, REQUEST);
    }

    /** Keeps no connection that is not used. */
    static Pool forUpkeep(DatabaseSettings settings) {
        HikariConfig config = config(settings, UPKEEP);
        config.setMaximumPoolSize(UPKEEP_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(UPKEEP_IDLE.toMillis());
        return new Pool(config, UPKEEP);
    }

    private static HikariConfig config(DatabaseSettings settings, Duration call) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orgstorage");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setValidationTimeout(VALIDATION_WAIT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setDataSourceProperties(driver(call));
        return config;
    }

    private static Properties driver(Duration call) {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "orgstorage");
        driver.setProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
        driver.setProperty("loginTimeout", String.valueOf(CONNECT.toSeconds()));
        driver.setProperty("socketTimeout", String.valueOf(call.toSeconds()));
        driver.setProperty("tcpKeepAlive", "true");
        return driver;
    }

    /** Costs nothing but a field of the driver's socket; the pool sets it back. */
    @Override
    public Connection acquire() {
        long asked = System.nanoTime();
        Connection connection = super.acquire();
        try {
            Duration left = answerWait(call, Duration.ofNanos(System.nanoTime() - asked));
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(left.toMillis()));
            return connection;
        } catch (SQLException e) {
            release(connection);
            throw new DataAccessException("Could not bound the wait for an answer", e);
        }
    }

    /** How long an answer may take, to a call that has waited so long for its connection. */
    static Duration answerWait(Duration call, Duration waited) {
        Duration left = call.minus(waited);
        return left.compareTo(SHORTEST_ANSWER_WAIT) < 0 ? SHORTEST_ANSWER_WAIT : left;
    }

    @Override
    public void close() {
        connections.close();
    }
}
