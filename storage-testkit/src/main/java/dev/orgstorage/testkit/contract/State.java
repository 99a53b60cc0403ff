package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that is in a world, by keys. */
record State(
        Map<ObjectKey, ObjectPage.Entry> objects,
        Map<ObjectKey, FileRecord> records,
        Map<ObjectKey, Tombstone> tombstones) {
    private static final int PAGE = 1000;

    static State of(World world) {
        return new State(
                all(
                        ObjectPage.Entry::key,
                        after -> world.objects().list("", after, PAGE).entries()),
                records(world),
                all(Tombstone::key, after -> world.tombstones().page("", after, PAGE)));
    }

    static Map<ObjectKey, FileRecord> records(World world) {
        return all(FileRecord::key, after -> world.ledger().page("", after, PAGE));
    }

    /** What may never be: an object that nobody knows of, but for those that nobody can, or a ready record without its object. */
    List<String> losses(Set<ObjectKey> unrecorded) {
        List<String> losses = new ArrayList<>();
        for (ObjectKey key : objects.keySet()) {
            if (!records.containsKey(key) && !tombstones.containsKey(key) && !unrecorded.contains(key)) {
                losses.add("Object without record and tombstone: " + key);
            }
        }
        for (FileRecord file : records.values()) {
            if (file.state() instanceof FileState.Ready(String etag, var since) && !matches(file, etag)) {
                losses.add("Ready record without its object: " + file + " has " + objects.get(file.key()));
            }
        }
        return losses;
    }

    /** What may not be once a sweep has had the time that it needs: objects without records, but for late ones. */
    List<String> orphans(Set<ObjectKey> late) {
        return objects.keySet().stream()
                .filter(key -> !records.containsKey(key) && !late.contains(key))
                .map(key -> "Object without record: " + key + ", tombstone: " + tombstones.get(key))
                .toList();
    }

    /** What may not be at the end: besides losses and orphans, pending records, tombstones, and other objects than promised. */
    List<String> leftovers(ObjectStore store) {
        List<String> leftovers = new ArrayList<>();
        tombstones.values().forEach(tombstone -> leftovers.add("Left: " + tombstone));
        for (FileRecord file : records.values()) {
            if (!file.isReady()) {
                leftovers.add("Left pending: " + file);
            } else if (!store.stat(file.key())
                    .filter(object -> isOf(file, object))
                    .isPresent()) {
                leftovers.add("Not as recorded: " + store.stat(file.key()) + " for " + file);
            }
        }
        return leftovers;
    }

    private boolean matches(FileRecord file, String etag) {
        ObjectPage.@Nullable Entry object = objects.get(file.key());
        return object != null
                && object.size() == file.content().size()
                && object.etag().equals(etag);
    }

    private static boolean isOf(FileRecord file, StoredObject object) {
        return object.size() == file.content().size()
                && object.type().equals(file.content().type().value())
                && (object.checksum() == null
                        || file.content().checksum() == null
                        || object.checksum().equals(file.content().checksum()))
                && file.state() instanceof FileState.Ready(String etag, var since)
                && object.etag().equals(etag);
    }

    private static <T> Map<ObjectKey, T> all(Function<T, ObjectKey> key, Function<@Nullable ObjectKey, List<T>> page) {
        Map<ObjectKey, T> all = new HashMap<>();
        @Nullable ObjectKey after = null;
        List<T> next;
        do {
            next = page.apply(after);
            for (T one : next) {
                all.put(key.apply(one), one);
                after = key.apply(one);
            }
        } while (next.size() == PAGE);
        return all;
    }
}
