package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.DatabaseObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Measures who waits for connections, and makes statements parts of the traces of requests. */
final class ObservedDatabase implements DatabaseObserver {
    private static final String POOL = "pool";

    private final Meters meters;
    private final Tracing tracing;
    private final MeterProvider<Timer> waits;

    ObservedDatabase(Telemetry telemetry) {
        this.meters = telemetry.meters();
        this.tracing = telemetry.tracing();
        this.waits = Timer.builder("orgstorage.pool.wait")
                .description("Waits for a turn at the connections; HikariCP is asked only by those whose turn it is")
                .serviceLevelObjectives(Meters.LIMITS)
                .withRegistry(meters.registry());
    }

    @Override
    public @Nullable MeterRegistry poolMetrics() {
        return meters.measure() ? meters.registry() : null;
    }

    @Override
    public void poolMade(String pool, IntSupplier waiting) {
        Gauge.builder("orgstorage.pool.waiting", waiting::getAsInt)
                .description("Callers that wait for their turn at the connections")
                .tag(POOL, pool)
                .register(meters.registry());
    }

    @Override
    public void waited(String pool, Duration time, boolean served) {
        waits.withTags(Tags.of(POOL, pool, "outcome", served ? Outcome.OK : "timeout"))
                .record(time);
    }

    @Override
    public Ending begins(String sql) {
        return tracing.partOfDatabase(sql)::ended;
    }
}
