package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A storage in which bucket and records are made to differ, behind everybody's back. */
final class Differences {
    static final Duration LONG = Duration.ofDays(2);

    final Scene scene = new Scene();
    final Faults faults = new Faults();
    final FileIds ids = new FileIds(scene.clock, new Random(3));

    /** A ready record without its object. */
    FileRecord missing() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        scene.objects.delete(file.key());
        return file;
    }

    /** An object that nobody knows of. */
    ObjectKey orphan(String key) {
        ObjectKey orphan = new ObjectKey(key);
        scene.objects.put(orphan, "text/plain", "found".getBytes(UTF_8));
        return orphan;
    }

    /** An uploaded file that has lost its record, and left no tombstone. */
    ObjectKey losingItsRecord() {
        Scene other = new Scene();
        other.clock.set(scene.clock.advance(Duration.ofMillis(1)));
        SignedFile started = other.start(ANN_AT_ACME);
        scene.objects.send(scene.objects.signUpload(started.file(), Scene.LIFE), Scene.hello());
        return started.file().key();
    }

    /** A ready record whose object has become another. */
    FileRecord altered(String body) {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.objects.put(file.key(), "text/plain", body.getBytes(UTF_8));
        return file;
    }

    /** A record that has gone, and its object too, of which the tombstone does not know. */
    FileRecord unmarked() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.records.remove(file.owner(), file.id());
        scene.objects.delete(file.key());
        return file;
    }

    /** A file that was deleted as it should be. */
    FileRecord deleted() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.storage.deleteFile(ANN_ALONE, file.id());
        return file;
    }

    /** One of each kind, and the keys by their kinds. */
    Map<Kind, ObjectKey> oneOfEach() {
        Map<Kind, ObjectKey> planted = new EnumMap<>(Kind.class);
        planted.put(Kind.MISSING, missing().key());
        planted.put(Kind.ORPHAN, losingItsRecord());
        planted.put(Kind.ALTERED, altered("hello weird").key());
        planted.put(Kind.OVERDUE, scene.start(ANN_ALONE).file().key());
        planted.put(Kind.UNSETTLED, unmarked().key());
        scene.clock.advance(LONG);
        return planted;
    }

    Reconcile reconcile() {
        return reconcile(scene.objects);
    }

    Reconcile reconcile(ObjectStore bucket) {
        return new Reconcile(
                faults.around(Ledger.class, scene.records.ledger()),
                faults.around(Tombstones.class, scene.records.tombstones()),
                faults.around(ObjectStore.class, bucket),
                scene.clock);
    }

    Repair repair(Repair.Rules rules) {
        return new Repair(
                faults.around(FileRecords.class, scene.records),
                faults.around(Tombstones.class, scene.records.tombstones()),
                faults.around(Ledger.class, scene.records.ledger()),
                faults.around(ObjectStore.class, scene.objects),
                ids,
                scene.clock,
                rules);
    }

    Sweep sweep() {
        return new Sweep(scene.records, scene.records.tombstones(), scene.records.ledger(), scene.objects, scene.clock);
    }

    List<Difference> found() {
        return found("");
    }

    List<Difference> found(String prefix) {
        List<Difference> found = new ArrayList<>();
        Counts counts = reconcile().compare(prefix, found::add);
        if (counts.found() != found.size()) {
            throw new AssertionError(counts + " but " + found);
        }
        return found;
    }

    /** What was found, as kinds and keys. */
    static Set<String> named(List<Difference> differences) {
        Set<String> names = new TreeSet<>();
        differences.forEach(difference -> names.add(name(difference.kind(), difference.key())));
        return names;
    }

    static String name(Kind kind, ObjectKey key) {
        return kind + " " + key;
    }
}
