package dev.orgstorage.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers, kept for so long from when they were asked for; the latest 32,768 of them. That there is none is not kept. */
final class Lately<K, V> {
    private static final int MOST = 1 << 15;

    private final SequencedMap<K, Kept<V>> answers = new LinkedHashMap<>();
    private final Duration life;
    private final InstantSource clock;

    private record Kept<V>(V value, Instant until) {}

    Lately(Duration life, InstantSource clock) {
        this.life = life;
        this.clock = clock;
    }

    Optional<V> get(K key, Function<K, Optional<V>> ask) {
        Instant now = clock.instant();
        @Nullable V kept = kept(key, now);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<V> answer = ask.apply(key);
        answer.ifPresent(value -> keep(key, value, now));
        return answer;
    }

    private synchronized @Nullable V kept(K key, Instant now) {
        @Nullable Kept<V> kept = answers.get(key);
        return kept != null && now.isBefore(kept.until()) ? kept.value() : null;
    }

    private synchronized void keep(K key, V value, Instant asked) {
        answers.remove(key);
        answers.put(key, new Kept<>(value, asked.plus(life)));
        if (answers.size() > MOST) {
            answers.pollFirstEntry();
        }
    }
}
