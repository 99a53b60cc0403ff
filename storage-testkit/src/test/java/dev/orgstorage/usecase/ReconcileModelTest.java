package dev.orgstorage.usecase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.usecase.Difference.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tens of thousands of random keys, against a comparison that holds everything in memory and knows of no order. */
class ReconcileModelTest {
    private static final int KEYS = 20_000;

    /** Their order as UTF-8 is not that as UTF-16, nor that of any language. */
    private static final int[] LETTERS = "aAbZ09-_.+ %~/////éÉüßıİ履ﬀ\uFF5E\uE000\uFFFD🦊𝄞\u0301"
            .codePoints()
            .toArray();

    private final Differences differences = new Differences();
    private final Scene scene = differences.scene;

    @Test
    void itFindsWhatTheModelFinds() {
        for (long seed : new long[] {1, -7}) {
            plant(new Random(seed));
            Set<String> expected = modelled();
            assertThat(expected).hasSizeGreaterThan(KEYS / 4);
            assertThat(Differences.named(differences.found()))
                    .as("seed %s", String.valueOf(seed))
                    .isEqualTo(expected);
        }
    }

    @Test
    void belowAPrefixItFindsWhatTheModelFindsThere() {
        plant(new Random(5));
        Set<String> expected = modelled();
        Set<String> prefixes = new HashSet<>();
        expected.forEach(
                name -> prefixes.add(name.substring(name.indexOf(' ') + 1).replaceAll("[^/]*$", "")));
        assertThat(prefixes).hasSizeGreaterThan(100);
        prefixes.stream().limit(50).forEach(prefix -> {
            Set<String> below = new TreeSet<>(expected);
            below.removeIf(name -> !name.substring(name.indexOf(' ') + 1).startsWith(prefix));
            assertThat(Differences.named(differences.found(prefix)))
                    .as("prefix \"%s\"", prefix)
                    .isEqualTo(below);
        });
    }

    /** Some of it two days old, some three hours, some new. */
    private void plant(RandomGenerator random) {
        Set<ObjectKey> known = new HashSet<>();
        for (Duration after : List.of(Differences.LONG, Duration.ofHours(3), Duration.ZERO)) {
            for (int i = 0; i < KEYS / 3; i++) {
                ObjectKey key = key(random);
                if (known.add(key) && scene.records.ledger().known(List.of(key)).isEmpty()) {
                    plant(key, random);
                }
            }
            scene.clock.advance(after);
        }
    }

    private void plant(ObjectKey key, RandomGenerator random) {
        FileId id = differences.ids.at(scene.clock.advance(Duration.ofMillis(1)));
        FileRecord file = Planted.pending(id, key, scene.clock.instant());
        boolean tombstone = random.nextInt(3) == 0;
        if (tombstone || random.nextInt(10) > 0) {
            scene.records.add(file);
        }
        if (!tombstone && random.nextInt(3) > 0) {
            scene.records.markReady(Planted.ready(id, key, "5eb63bbbe01eeed093cb22bb8f5acdc3", scene.clock.instant()));
        }
        if (random.nextInt(4) > 0) {
            String body = random.nextInt(4) > 0 ? "hello world" : random.nextBoolean() ? "hello weird" : "else";
            scene.objects.put(key, "text/plain", body.getBytes(UTF_8));
        }
        if (tombstone) {
            scene.records.remove(file.owner(), id);
        }
        if (tombstone && random.nextBoolean()) {
            scene.records.tombstones().objectRemoved(key);
        }
    }

    private static ObjectKey key(RandomGenerator random) {
        int[] letters = random.ints(random.nextInt(1, 14), 0, LETTERS.length)
                .map(letter -> LETTERS[letter])
                .toArray();
        return new ObjectKey(new String(letters, 0, letters.length));
    }

    private Set<String> modelled() {
        Map<ObjectKey, ObjectPage.Entry> objects =
                all((after, limit) -> scene.objects.list("", after, limit).entries(), ObjectPage.Entry::key);
        Map<ObjectKey, FileRecord> files =
                all((after, limit) -> scene.records.ledger().page("", after, limit), FileRecord::key);
        Map<ObjectKey, Tombstone> tombstones =
                all((after, limit) -> scene.records.tombstones().page("", after, limit), Tombstone::key);
        Instant now = scene.clock.instant();
        Set<String> names = new TreeSet<>();
        for (FileRecord file : files.values()) {
            ObjectPage.@Nullable Entry object = objects.get(file.key());
            if (file.state() instanceof FileState.Pending pending) {
                add(names, pending.until().plus(Duration.ofHours(8)).isBefore(now), Kind.OVERDUE, file.key());
            } else if (file.state() instanceof FileState.Ready(String etag, Instant since)) {
                add(names, object == null, Kind.MISSING, file.key());
                boolean same = object != null && object.etag().equals(etag) && object.size() == 11;
                add(names, object != null && !same, Kind.ALTERED, file.key());
            }
        }
        Set<ObjectKey> orphans = new HashSet<>(objects.keySet());
        orphans.removeAll(files.keySet());
        orphans.removeAll(tombstones.keySet());
        orphans.forEach(key -> add(names, true, Kind.ORPHAN, key));
        Set<ObjectKey> graves = new HashSet<>(tombstones.keySet());
        graves.removeAll(objects.keySet());
        graves.removeAll(files.keySet());
        graves.stream().map(tombstones::get).forEach(grave -> {
            Duration grace = Duration.ofHours(grave.objectRemoved() ? 2 : -22);
            add(names, grave.until().plus(grace).isBefore(now), Kind.UNSETTLED, grave.key());
        });
        return names;
    }

    private static void add(Collection<String> names, boolean so, Kind kind, ObjectKey key) {
        if (so) {
            names.add(Differences.name(kind, key));
        }
    }

    private static <T> Map<ObjectKey, T> all(
            BiFunction<@Nullable ObjectKey, Integer, List<T>> pages, Function<T, ObjectKey> keyOf) {
        Map<ObjectKey, T> all = new HashMap<>();
        List<T> page = pages.apply(null, 1000);
        while (!page.isEmpty()) {
            page.forEach(one -> all.put(keyOf.apply(one), one));
            page = pages.apply(keyOf.apply(page.getLast()), 1000);
        }
        return all;
    }
}
