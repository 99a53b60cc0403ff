package dev.orgstorage.http.server;

import dev.orgstorage.http.Audit;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, or nothing at all. No label has a value that a client could make up, and none names a user, an
 * organization, a key or a file: there are as many series after a year as after a day.
 */
final class Meters implements AutoCloseable {
    /** Limits for durations that operators have promises about; what is between them can be told only roughly. */
    static final Duration[] LIMITS = List.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000).stream()
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** The text that every version of Prometheus reads. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final MeterRegistry registry;
    private final @Nullable PrometheusMeterRegistry shown;
    private final @Nullable JvmGcMetrics collections;

    private Meters() {
        this.registry = new CompositeMeterRegistry();
        this.shown = null;
        this.collections = null;
    }

    private Meters(PrometheusMeterRegistry shown) {
        this.registry = shown;
        this.shown = shown;
        this.collections = new JvmGcMetrics();
        collections.bindTo(shown);
        new JvmMemoryMetrics().bindTo(shown);
        new JvmThreadMetrics().bindTo(shown);
        new ProcessorMetrics().bindTo(shown);
        new UptimeMetrics().bindTo(shown);
        Gauge.builder("orgstorage.build.info", () -> 1)
                .description("Which version runs")
                .tags(Tags.of("version", OrgStorage.Version.number()))
                .register(shown);
    }

    /** Those that measure nothing. */
    static Meters none() {
        return new Meters();
    }

    static Meters start() {
        return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /** Where whoever measures something registers it. */
    MeterRegistry registry() {
        return registry;
    }

    boolean measure() {
        return shown != null;
    }

    /** All of it, as Prometheus reads it. */
    String scrape() {
        return shown == null ? "" : shown.scrape(CONTENT_TYPE);
    }

    void watch(Audit audit) {
        Gauge.builder("orgstorage.audit.waiting", audit::waiting)
                .description("Entries that wait to be appended to the audit trail")
                .register(registry);
        FunctionCounter.builder("orgstorage.audit.lost", audit, Audit::lost)
                .description("Entries that were lost while the audit trail did not answer")
                .register(registry);
    }

    @Override
    public void close() {
        if (collections != null) {
            collections.close();
        }
        registry.close();
    }
}
