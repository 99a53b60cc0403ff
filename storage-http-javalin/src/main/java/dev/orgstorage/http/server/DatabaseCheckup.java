package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.persistence.jooq.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Looks at a database, and writes nothing into it. */
final class DatabaseCheckup {
    private static final int OLDEST = 15;
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
        examination.look("version", ANSWERS, () -> version(database.about()));
        examination.look("migrations", ANSWERS, this::migrations);
        examination.look("clock", ANSWERS, this::clock);
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
