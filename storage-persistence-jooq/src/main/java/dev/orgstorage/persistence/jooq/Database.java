package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.field;

import dev.orgstorage.domain.StorageException;
import java.sql.SQLException;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL, over a pool of connections. Opening it connects to nothing yet. No call lasts longer than five seconds,
 * but for upkeep ({@link #ledger}, {@link #owners}) and migrations.
 */
public final class Database implements AutoCloseable {
    private final DatabaseSettings settings;
    private final @Nullable DatabaseObserver observer;
    private final Pool requests;
    private final Pool upkeep;

    private Database(DatabaseSettings settings, @Nullable DatabaseObserver observer) {
        this.settings = settings;
        this.observer = observer;
        this.requests = Pool.forRequests(settings, observer);
        this.upkeep = Pool.forUpkeep(settings, observer);
    }

    public static Database open(DatabaseSettings settings) {
        return new Database(settings, null);
    }

    /** One whose use is observed. */
    public static Database open(DatabaseSettings settings, DatabaseObserver observer) {
        return new Database(settings, observer);
    }

    public JooqFileRecords records() {
        return new JooqFileRecords(Scoped.inRole(over(requests)), KnownOwners.latest());
    }

    /** What names no owner goes over the connections of upkeep, and yet lasts no longer than a request. */
    public JooqTombstones tombstones() {
        return new JooqTombstones(Scoped.inRole(over(requests)), over(upkeep.within(Pool.REQUEST)));
    }

    /** Entries are written over the connections of upkeep, and yet in the time of a request. */
    public JooqAuditTrail auditTrail() {
        return new JooqAuditTrail(Scoped.inRole(over(requests)), over(upkeep.within(Pool.REQUEST)));
    }

    public JooqLedger ledger() {
        return new JooqLedger(over(upkeep));
    }

    public JooqOwners owners() {
        return new JooqOwners(over(upkeep));
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
            return migrations().migrate().migrationsExecuted;
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
            return migrations().info().pending().length;
        } catch (FlywayException e) {
            throw unavailable("read the migrations of", e);
        }
    }

    /**
     * Links users and organizations to those of better-auth, which keeps them in the tables {@code "user"} and {@code
     * organization} of the same database: deleting them there erases them here, and {@link JooqFileRecords#add} refuses
     * files of whoever is not there. Safe to repeat, and to run from several processes at once.
     *
     * @param hostSchema the schema of these tables, {@code public} unless better-auth was told another
     * @return false if they were linked before
     * @throws LinkRefusedException if the tables are not as they have to be, or do not know an owner that is known here
     * @throws StorageException.Unavailable if the database does not answer, or the host keeps the tables locked
     */
    public boolean linkBetterAuth(String hostSchema) {
        if (pendingMigrations() > 0) {
            throw new LinkRefusedException("The schema storage is not up to date; migrate first, then link");
        }
        try {
            return new BetterAuthLink(flyway(), hostSchema).make();
        } catch (FlywayException | DataAccessException e) {
            throw unavailable("link better-auth in", e);
        }
    }

    /**
     * Returns if the database answers.
     *
     * @throws StorageException.Unavailable if it does not
     */
    public void ping() {
        try {
            over(requests).selectOne().fetch();
        } catch (DataAccessException e) {
            throw unavailable("ping", e);
        }
    }

    /**
     * What the database says of itself.
     *
     * @throws StorageException.Unavailable if it does not answer
     */
    public About about() {
        return Failures.asUnavailable(
                "ask the database about itself",
                () -> over(requests)
                        .select(
                                field("current_setting('server_version')", String.class),
                                field("current_setting('server_version_num')::int / 10000", Integer.class),
                                field("clock_timestamp()", SQLDataType.INSTANT))
                        .fetchSingle(Records.mapping(About::new)));
    }

    /**
     * What keeps one owner's files from another's requests besides the statements themselves, at this moment.
     *
     * @throws StorageException.Unavailable if the database does not answer, or has not been migrated
     */
    public Protection protection() {
        return Failures.asUnavailable(
                "ask the database for its row level security",
                () -> Protection.of(Scoped.inRole(over(requests)).toNobody()));
    }

    /** How the connections are kept from being listened to. */
    public Encryption encryption() {
        return Encryption.of(settings.url());
    }

    /**
     * @param version of PostgreSQL, such as {@code 18.1 (Debian 18.1-1)}
     * @param major its first number
     * @param clock the time it has
     */
    public record About(String version, int major, Instant clock) {}

    @Override
    public void close() {
        requests.close();
        upkeep.close();
    }

    private DSLContext over(ConnectionProvider connections) {
        DSLContext jooq = DSL.using(connections, SQLDialect.POSTGRES);
        return observer == null ? jooq : DSL.using(jooq.configuration().deriveAppending(new Observed(observer)));
    }

    private Flyway migrations() {
        return flyway().locations("classpath:dev/orgstorage/persistence/jooq/migration")
                .createSchemas(true)
                .load();
    }

    private FluentConfiguration flyway() {
        Login owner = settings.ownerLogin();
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(Encryption.applied(settings.url()), owner.user(), owner.password())
                .defaultSchema("storage");
    }

    private StorageException.Unavailable unavailable(String attempt, RuntimeException e) {
        return new StorageException.Unavailable(attempt + " " + settings + ": " + reason(e), e);
    }

    /** What the deepest cause says; the database's own word, or what kept us from it. */
    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof SQLException
                ? String.valueOf(root.getMessage())
                : root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
