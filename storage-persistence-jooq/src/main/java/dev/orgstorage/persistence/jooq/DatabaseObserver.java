package dev.orgstorage.persistence.jooq;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Sees how a database is used, from many threads at once. It is told within the calls, so it must be quick, and not fail. */
public interface DatabaseObserver {
    /** What HikariCP is to keep its metrics in: a registry of a kind that it knows, such as Micrometer's; null for none. */
    @Nullable
    Object poolMetrics();

    /**
     * A pool of connections was made.
     *
     * @param waiting tells at any time how many callers wait for their turn
     */
    void poolMade(String pool, IntSupplier waiting);

    /**
     * A caller waited for a turn.
     *
     * @param served whether it came
     */
    void waited(String pool, Duration time, boolean served);

    /**
     * A statement begins, in the thread of whoever wants it, before it waits for a connection.
     *
     * @param sql as it is prepared, without any of its values
     * @return to be run once, in the same thread, with what it failed with, or null
     */
    Ending begins(String sql);

    /** How a statement ended. */
    @FunctionalInterface
    interface Ending {
        /** @param failure null if there was none */
        void ended(@Nullable Throwable failure);
    }
}
