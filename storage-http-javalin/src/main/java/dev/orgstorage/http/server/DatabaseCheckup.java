package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.Encryption;
import dev.orgstorage.persistence.jooq.Protection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Looks at a database, and writes nothing into it. */
final class DatabaseCheckup {
    private static final int OLDEST = 15;
    private static final String GRANT_UPKEEP =
            "let the login of upkeep have the role orgstorage_upkeep, and run orgstorage migrate";
    private static final String ANSWERS = "see whether the database still answers, and run this again";

    private final Database database;
    private final String toMigrate;
    private final InstantSource clock;
    private final Examination examination;

    /** @param toMigrate what to do where migrations are missing */
    DatabaseCheckup(Database database, String toMigrate, InstantSource clock, Examination examination) {
        this.database = database;
        this.toMigrate = toMigrate;
        this.clock = clock;
        this.examination = examination;
    }

    void run() {
        if (!examination.look("connection", ANSWERS, this::connection)) {
            examination.skipped("all the rest", "needs a connection");
            return;
        }
        examination.look("encryption", ANSWERS, () -> encryption(database.encryption()));
        examination.look("version", ANSWERS, () -> version(database.about()));
        examination.look("clock", ANSWERS, this::clock);
        if (!examination.look("migrations", ANSWERS, this::migrations)) {
            examination.skipped("isolation, upkeep", "needs all migrations");
            return;
        }
        examination.look("isolation", ANSWERS, () -> isolation(database.protection()));
        examination.look("upkeep", GRANT_UPKEEP, this::upkeep);
    }

    private Outcome connection() {
        try {
            database.ping();
            return Outcome.ok("answers");
        } catch (StorageException.Unavailable e) {
            return Outcome.failed(
                    words(e),
                    "correct DATABASE_URL, DATABASE_USER or DATABASE_PASSWORD,"
                            + " or have the database take connections from this machine");
        }
    }

    static Outcome version(Database.About about) {
        String says = "PostgreSQL " + about.version();
        return about.major() >= OLDEST
                ? Outcome.ok(says)
                : Outcome.failed(says + " is too old", "upgrade it to " + OLDEST + " or newer");
    }

    static Outcome encryption(Encryption encryption) {
        String mode = "sslmode=" + encryption.mode();
        if (!encryption.remote()) {
            return Outcome.ok("not needed on this machine (" + mode + ")");
        }
        if (encryption.isVerified()) {
            return Outcome.ok(mode);
        }
        return encryption.isCertain()
                ? Outcome.ok(mode + "; verify-full would also find out an impostor")
                : Outcome.warning(
                        mode + " lets whoever is on the way read and change what is sent",
                        "take it out of DATABASE_URL, or set sslmode=verify-full there");
    }

    static Outcome isolation(Protection protection) {
        return switch (protection.kind()) {
            case ROLE -> Outcome.ok(protection.sentence());
            case ONE_LOGIN ->
                Outcome.warning(
                        protection.sentence(),
                        "run orgstorage migrate with a login that may create roles, or create them (README, Roles)");
            case NONE ->
                Outcome.failed(
                        protection.sentence(),
                        "run orgstorage migrate with a login that may create roles, or serve requests with a login that"
                                + " is neither a superuser nor has BYPASSRLS (README, Roles)");
        };
    }

    private Outcome upkeep() {
        database.ledger().page("", null, 1);
        return Outcome.ok("may see the files of everybody");
    }

    private Outcome migrations() {
        int pending = database.pendingMigrations();
        return pending == 0 ? Outcome.ok("all applied") : Outcome.failed(pending + " missing", toMigrate);
    }

    private Outcome clock() {
        Instant asked = clock.instant();
        Instant theirs = database.about().clock();
        return ClockSkew.between(asked, theirs, Duration.ZERO, clock.instant());
    }

    /** The database's own word, or what kept us from it. */
    private static String words(StorageException.Unavailable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof SQLException
                ? String.valueOf(root.getMessage())
                : root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
