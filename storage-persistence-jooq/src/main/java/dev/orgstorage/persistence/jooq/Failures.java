package dev.orgstorage.persistence.jooq;

import dev.orgstorage.domain.StorageException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** Where exceptions of jOOQ, the pool and the driver end. */
final class Failures {
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private Failures() {}

    /** Whether what was referred to is not there. */
    static boolean isForeignKeyViolation(DataAccessException e) {
        return FOREIGN_KEY_VIOLATION.equals(e.sqlState());
    }

    static <T> T asUnavailable(String attempt, Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw new StorageException.Unavailable(attempt, e);
        }
    }
}
