package dev.orgstorage.http.server;

import dev.orgstorage.port.Observer;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures the use cases, by how they ended. */
final class UseCaseMeter implements Observer {
    private final MeterProvider<Timer> timers;

    UseCaseMeter(MeterRegistry registry) {
        this.timers = Timer.builder("orgstorage.use.case")
                .description("Use cases that were asked for, whether they did what was asked or not")
                .serviceLevelObjectives(Meters.LIMITS)
                .withRegistry(registry);
    }

    @Override
    public <T> T observe(UseCase what, Supplier<T> work) {
        long begun = System.nanoTime();
        String outcome = Outcome.OK;
        try {
            return work.get();
        } catch (RuntimeException e) {
            outcome = Outcome.of(e);
            throw e;
        } finally {
            timers.withTags(Tags.of("use_case", what.name().toLowerCase(Locale.ROOT), "outcome", outcome))
                    .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }
}
