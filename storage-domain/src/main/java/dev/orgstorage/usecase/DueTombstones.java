package dev.orgstorage.usecase;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.port.Tombstones.Due;
import dev.orgstorage.usecase.Sweep.Batch;
import dev.orgstorage.usecase.Sweep.Swept;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of a sweep that removes the objects of tombstones. What fails waits longer each time. */
final class DueTombstones {
    private static final int BATCH = 1000;

    /** Longer than the slowest batch takes. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final int MOST_DOUBLINGS = 6;

    /** How many go together at the first attempt, at the second and so on. */
    private static final List<Integer> TOGETHER = List.of(BATCH, 100, 10, 1);

    private static final int MOST_FAILURES = 3;

    private final Tombstones tombstones;
    private final ObjectStore objects;
    private final UnfinishedUploads unfinished;

    private record Failure(int attempts, String reason) {
        /** A quarter of a minute, doubled with each attempt up to a quarter of an hour. */
        Duration delay() {
            return FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        }
    }

    DueTombstones(Tombstones tombstones, ObjectStore objects) {
        this.tombstones = tombstones;
        this.objects = objects;
        unfinished = new UnfinishedUploads(objects);
    }

    Batch next() {
        List<Due> due = tombstones.take(BATCH, LEASE);
        if (due.isEmpty()) {
            return new Batch(Swept.NOTHING, false);
        }
        Map<ObjectKey, String> left = new HashMap<>();
        due.stream().collect(Collectors.groupingBy(Due::attempts)).values().forEach(some -> left.putAll(delete(some)));
        List<Due> removed =
                due.stream().filter(one -> !left.containsKey(keyOf(one))).toList();
        tombstones.settle(removed);
        postpone(due.stream().filter(one -> left.containsKey(keyOf(one))).toList(), left);
        return new Batch(new Swept(removed.size(), 0, 0, due.size() - removed.size()), !removed.isEmpty());
    }

    private void postpone(List<Due> failed, Map<ObjectKey, String> reasons) {
        failed.stream()
                .collect(Collectors.groupingBy(
                        one -> new Failure(one.attempts(), String.valueOf(reasons.get(keyOf(one))))))
                .forEach((failure, those) -> tombstones.postpone(those, failure.delay(), failure.reason()));
    }

    /**
     * What could not be removed, and why. What failed before goes in smaller and smaller parts, at last one by one, so
     * that a key which makes the bucket fail on all that goes with it is found out. A bucket that fails again and again
     * is left alone for now.
     */
    private Map<ObjectKey, String> delete(List<Due> sameAttempts) {
        Map<ObjectKey, String> left = new HashMap<>(unfinished.abort(sameAttempts));
        List<ObjectKey> keys = sameAttempts.stream()
                .map(DueTombstones::keyOf)
                .distinct()
                .filter(key -> !left.containsKey(key))
                .toList();
        int size = TOGETHER.get(Math.min(sameAttempts.getFirst().attempts(), TOGETHER.size()) - 1);
        int failures = 0;
        for (int from = 0; from < keys.size(); from += size) {
            List<ObjectKey> part = keys.subList(from, Math.min(keys.size(), from + size));
            try {
                left.putAll(objects.deleteAll(part));
                failures = 0;
            } catch (StorageException.Unavailable e) {
                failures++;
                boolean leaveAlone = failures == MOST_FAILURES;
                List<ObjectKey> failed = leaveAlone ? keys.subList(from, keys.size()) : part;
                failed.forEach(key -> left.put(key, String.valueOf(e.getMessage())));
                if (leaveAlone) {
                    break;
                }
            }
        }
        return left;
    }

    private static ObjectKey keyOf(Due due) {
        return due.tombstone().key();
    }
}
