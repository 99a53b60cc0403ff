package dev.orgstorage.persistence.jooq;

import dev.orgstorage.domain.StorageException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** Where exceptions of jOOQ, the pool and the driver end. */
final class Failures {
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String REFUSED =
            ": the database refused it, by row level security or for want of a right; orgstorage migrate, run as the"
                    + " owner of the tables, repairs rights, and orgstorage doctor tells which protection there is";

    private Failures() {}

    /** Whether what was referred to is not there. */
    static boolean isForeignKeyViolation(DataAccessException e) {
        return FOREIGN_KEY_VIOLATION.equals(e.sqlState());
    }

    static <T> T asUnavailable(String attempt, Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw unavailable(attempt, e);
        }
    }

    static StorageException.Unavailable unavailable(String attempt, DataAccessException e) {
        boolean refused = INSUFFICIENT_PRIVILEGE.equals(e.sqlState());
        return new StorageException.Unavailable(refused ? attempt + REFUSED : attempt, e);
    }
}
