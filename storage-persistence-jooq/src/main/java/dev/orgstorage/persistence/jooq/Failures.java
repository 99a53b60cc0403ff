package dev.orgstorage.persistence.jooq;

import dev.orgstorage.domain.StorageException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** Where exceptions of jOOQ, the pool and the driver end. */
final class Failures {
    private Failures() {}

    static <T> T asUnavailable(String attempt, Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw new StorageException.Unavailable(attempt, e);
        }
    }
}
