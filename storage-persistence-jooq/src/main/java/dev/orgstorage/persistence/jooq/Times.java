package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** The database's clock. */
final class Times {
    static final Field<Instant> NOW = field("now()", SQLDataType.INSTANT);

    private static final double MILLIS_PER_SECOND = 1e3;

    private Times() {}

    static Field<Instant> in(Duration duration) {
        double seconds = duration.toMillis() / MILLIS_PER_SECOND;
        return field("now() + make_interval(secs => {0})", SQLDataType.INSTANT, val(seconds));
    }
}
