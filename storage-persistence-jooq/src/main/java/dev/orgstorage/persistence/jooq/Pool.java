package dev.orgstorage.persistence.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Connections to PostgreSQL, kept. Making the pool connects to nothing yet.
 *
 * <p>A call has so much time in all: what it did not need to wait for its connection, it may wait for an answer, a second
 * at least. A request has four and a half seconds; upkeep, which may concern all files of an owner in one step, five
 * minutes, and connections of its own, so that it takes none from requests.
 *
 * <p>Whoever asks first is served first. HikariCP lets those who come overtake those who wait, so that with many more
 * callers than connections a few are served again and again, and others not at all in their time. So nobody asks it
 * before it has one for them.
 *
 * <p>The driver's own bound for an answer holds for what is asked between calls; within one, an alarm does.
 */
final class Pool implements ConnectionProvider, AutoCloseable {
    static final Duration REQUEST = Duration.ofMillis(4500);
    static final Duration UPKEEP = Duration.ofMinutes(5);

    private static final String REQUESTS_NAME = "requests";
    private static final String UPKEEP_NAME = "upkeep";
    private static final int UPKEEP_CONNECTIONS = 4;
    private static final Duration UPKEEP_IDLE = Duration.ofMinutes(1);
    private static final Duration TURN_WAIT = Duration.ofSeconds(3);
    private static final Duration CONNECTION_WAIT = Duration.ofMillis(3500);
    private static final Duration SHORTEST_ANSWER_WAIT = Duration.ofSeconds(1);
    private static final Duration VALIDATION_WAIT = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final String name;
    private final @Nullable DatabaseObserver observer;
    private final HikariPool connections;
    private final Alarms alarms = new Alarms();
    private final Turns turns;
    private final Duration call;

    private Pool(HikariConfig config, Duration call, @Nullable DatabaseObserver observer) {
        config.validate();
        this.name = config.getPoolName();
        this.observer = observer;
        this.turns = new Turns(config.getMaximumPoolSize(), alarms);
        if (observer != null) {
            config.setMetricRegistry(observer.poolMetrics());
            observer.poolMade(name, turns::waiting);
        }
        this.connections = new HikariPool(config);
        this.call = call;
    }

    static Pool forRequests(DatabaseSettings settings) {
        return forRequests(settings, null);
    }

    static Pool forRequests(DatabaseSettings settings, @Nullable DatabaseObserver observer) {
        HikariConfig config = config(REQUESTS_NAME, settings, settings.login(), REQUEST);
        config.setMaximumPoolSize(settings.poolSize());
        return new Pool(config, REQUEST, observer);
    }

    /** Keeps no connection that is not used. */
    static Pool forUpkeep(DatabaseSettings settings, @Nullable DatabaseObserver observer) {
        HikariConfig config = config(UPKEEP_NAME, settings, settings.upkeepLogin(), UPKEEP);
        config.setMaximumPoolSize(UPKEEP_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(UPKEEP_IDLE.toMillis());
        return new Pool(config, UPKEEP, observer);
    }

    private static HikariConfig config(String name, DatabaseSettings settings, Login login, Duration call) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(Encryption.applied(settings.url()));
        config.setUsername(login.user());
        config.setPassword(login.password());
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

    /** The same connections, for calls that have so much time. */
    ConnectionProvider within(Duration other) {
        return new ConnectionProvider() {
            @Override
            public Connection acquire() {
                return Pool.this.acquire(other);
            }

            @Override
            public void release(Connection connection) {
                Pool.this.release(connection);
            }
        };
    }

    @Override
    public Connection acquire() {
        return acquire(call);
    }

    private Connection acquire(Duration time) {
        long asked = System.nanoTime();
        awaitTurn(asked);
        Connection connection = connect(CONNECTION_WAIT.minus(since(asked)));
        alarms.set(connection, answerWait(time, since(asked)), () -> cut(connection));
        try {
            connection.setNetworkTimeout(Runnable::run, 0);
            return connection;
        } catch (SQLException e) {
            release(connection);
            throw new DataAccessException("Could not leave the wait for an answer to the alarm", e);
        }
    }

    /** Whoever waits for its answer waits no longer. Closing a connection may itself have to wait. */
    private static void cut(Connection connection) {
        try {
            connection.abort(Thread::startVirtualThread);
        } catch (SQLException e) {
            // It is closed already, and nobody waits for it.
        }
    }

    private void awaitTurn(long asked) {
        boolean served = false;
        try {
            takeTurn();
            served = true;
        } finally {
            if (observer != null) {
                observer.waited(name, since(asked), served);
            }
        }
    }

    private void takeTurn() {
        try {
            if (!turns.take(TURN_WAIT)) {
                throw new DataAccessException("All connections were in use for " + TURN_WAIT.toSeconds() + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessException("Interrupted while waiting for a connection", e);
        }
    }

    private Connection connect(Duration patience) {
        try {
            return connections.getConnection(patience.toMillis());
        } catch (SQLException e) {
            turns.giveBack();
            throw new DataAccessException("No connection: " + e.getMessage(), e);
        }
    }

    @Override
    public void release(Connection connection) {
        try {
            if (!alarms.takeBack(connection)) {
                connections.evictConnection(connection);
            }
            connection.close();
        } catch (SQLException e) {
            throw new DataAccessException("Could not give a connection back", e);
        } finally {
            turns.giveBack();
        }
    }

    private static Duration since(long asked) {
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** How long an answer may take, to a call that has waited so long for its connection. */
    static Duration answerWait(Duration call, Duration waited) {
        Duration left = call.minus(waited);
        return left.compareTo(SHORTEST_ANSWER_WAIT) < 0 ? SHORTEST_ANSWER_WAIT : left;
    }

    @Override
    public void close() {
        try {
            connections.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            alarms.close();
        }
    }
}
