package dev.orgstorage.http.server;

import dev.orgstorage.port.SignedRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures calls to a bucket, and makes them parts of the traces of requests. Signing is no call, and counted. */
final class BucketCalls {
    private final Tracing tracing;
    private final MeterProvider<Timer> calls;
    private final MeterProvider<Counter> signed;

    BucketCalls(Telemetry telemetry) {
        this.tracing = telemetry.tracing();
        this.calls = Timer.builder("orgstorage.bucket.calls")
                .description("Calls to the bucket, with the client's own repetitions")
                .serviceLevelObjectives(Meters.LIMITS)
                .withRegistry(telemetry.meters().registry());
        this.signed = Counter.builder("orgstorage.signed.urls")
                .description("URLs that were signed")
                .withRegistry(telemetry.meters().registry());
    }

    SignedRequest signed(String kind, SignedRequest request) {
        signed.withTags(Tags.of("kind", kind)).increment();
        return request;
    }

    void run(String operation, Runnable call) {
        this.<@Nullable Void>call(operation, () -> {
            call.run();
            return null;
        });
    }

    <T extends @Nullable Object> T call(String operation, Supplier<T> call) {
        return call(operation, call, answer -> Outcome.OK);
    }

    <T extends @Nullable Object> T call(String operation, Supplier<T> call, Function<T, String> outcomeOf) {
        long begun = System.nanoTime();
        Tracing.Part part = tracing.partOfBucket(operation);
        String outcome = "error";
        try {
            T answer = call.get();
            outcome = outcomeOf.apply(answer);
            part.ended(null);
            return answer;
        } catch (RuntimeException e) {
            outcome = Outcome.of(e);
            part.ended(e);
            throw e;
        } finally {
            calls.withTags(Tags.of("operation", operation, "outcome", outcome))
                    .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }
}
