package dev.orgstorage.persistence.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.orgstorage.domain.StorageException;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A pool of connections to PostgreSQL. Opening it connects to nothing yet. No call lasts longer than five seconds: two
 * to get a connection, three for an answer.
 */
public final class Database implements AutoCloseable {
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(2);
    private static final Duration VALIDATION_WAIT = Duration.ofMillis(500);
    private static final int ANSWER_WAIT_SECONDS = 3;

    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    private final DSLContext jooq;

    private Database(DatabaseSettings settings) {
        this.settings = settings;
        this.pool = new HikariDataSource(poolOf(settings));
        this.jooq = DSL.using(pool, SQLDialect.POSTGRES);
    }

    public static Database open(DatabaseSettings settings) {
        return new Database(settings);
    }

    public JooqFileRecords records() {
        return new JooqFileRecords(jooq);
    }

    public JooqTombstones tombstones() {
        return new JooqTombstones(jooq);
    }

    /**
     * Brings the schema {@code storage} up to date, and makes it where it is missing. Safe to run from several processes
     * at once.
     *
     * @return how many migrations were applied
     * @throws StorageException.Unavailable if the database does not answer, or refuses
     */
    public int migrate() {
        try {
            return flyway().migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw unavailable("migrate", e);
        }
    }

    /**
     * How many migrations this version has that the database has not.
     *
     * @throws StorageException.Unavailable if the database does not answer
     */
    public int pendingMigrations() {
        try {
            return flyway().info().pending().length;
        } catch (FlywayException e) {
            throw unavailable("read the migrations of", e);
        }
    }

    /**
     * Returns if the database answers.
     *
     * @throws StorageException.Unavailable if it does not
     */
    public void ping() {
        Failures.asUnavailable("ping the database", () -> jooq.selectOne().fetch());
    }

    @Override
    public void close() {
        pool.close();
    }

    private Flyway flyway() {
        FluentConfiguration flyway = Flyway.configure(Database.class.getClassLoader())
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("classpath:dev/orgstorage/persistence/jooq/migration")
                .defaultSchema("storage")
                .createSchemas(true);
        return flyway.load();
    }

    private static HikariConfig poolOf(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orgstorage");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setValidationTimeout(VALIDATION_WAIT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setDataSourceProperties(driver());
        return config;
    }

    private static Properties driver() {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "orgstorage");
        driver.setProperty("connectTimeout", String.valueOf(CONNECTION_WAIT.toSeconds()));
        driver.setProperty("loginTimeout", String.valueOf(CONNECTION_WAIT.toSeconds()));
        driver.setProperty("socketTimeout", String.valueOf(ANSWER_WAIT_SECONDS));
        driver.setProperty("tcpKeepAlive", "true");
        return driver;
    }

    private StorageException.Unavailable unavailable(String attempt, FlywayException e) {
        return new StorageException.Unavailable(
                attempt + " " + settings + ": " + rootOf(e).getMessage(), e);
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
