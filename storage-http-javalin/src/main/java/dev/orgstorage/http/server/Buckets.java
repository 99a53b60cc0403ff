package dev.orgstorage.http.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A bucket of tokens for each of many, that fills up within a minute. What was not asked for that long is full, and
 * forgotten; there are never more than {@value #MOST}.
 */
final class Buckets<K> {
    private static final int MOST = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final long capacity;
    private final LoadingCache<K, Bucket> buckets;

    /** @param time as it passes for the buckets */
    Buckets(int capacity, TimeMeter time) {
        this.capacity = capacity;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(MINUTE)
                .ticker(time::currentTimeNanos)
                .build(key -> full(time));
    }

    private Bucket full(TimeMeter time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, MINUTE))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Takes a token, if there is one. */
    Spent spend(K key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return new Spent(
                probe.isConsumed(),
                capacity,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    void giveBack(K key) {
        buckets.get(key).addTokens(1);
    }

    /**
     * What came of it.
     *
     * @param next until there is a token again, if there was none
     * @param full until the bucket is full
     */
    record Spent(boolean paid, long capacity, long remaining, Duration next, Duration full) {}
}
