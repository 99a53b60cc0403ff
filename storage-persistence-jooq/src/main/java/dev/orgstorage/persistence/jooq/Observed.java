package dev.orgstorage.persistence.jooq;

import dev.orgstorage.persistence.jooq.DatabaseObserver.Ending;
import java.util.Objects;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Tells an observer of each statement: as it is meant, before a {@link Preamble} is put before it. */
@SuppressWarnings("serial")
final class Observed implements ExecuteListener {
    private static final Object ENDING = Observed.class;

    private final transient DatabaseObserver observer;

    Observed(DatabaseObserver observer) {
        this.observer = observer;
    }

    @Override
    public void renderEnd(ExecuteContext statement) {
        statement.data(ENDING, observer.begins(Objects.requireNonNullElse(statement.sql(), "batch")));
    }

    @Override
    public void end(ExecuteContext statement) {
        if (statement.data(ENDING) instanceof Ending ending) {
            ending.ended(statement.exception());
        }
    }
}
