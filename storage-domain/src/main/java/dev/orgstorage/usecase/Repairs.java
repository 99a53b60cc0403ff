package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Repair.Orphans;
import dev.orgstorage.usecase.Repair.Outcome;
import dev.orgstorage.usecase.Repair.Repaired;
import dev.orgstorage.usecase.Sweep.Swept;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done for each kind of difference, once it has been asked for again. */
final class Repairs {
    private final FileRecords records;
    private final Tombstones tombstones;
    private final Ledger ledger;
    private final ObjectStore objects;
    private final FileIds ids;
    private final InstantSource clock;
    private final Orphans orphans;
    private final Brake brake;
    private final Inspection inspection;
    private final Removal removal;
    private final ExpiredUploads uploads;
    private final ImportObjects importing;

    Repairs(
            FileRecords records,
            Tombstones tombstones,
            Ledger ledger,
            ObjectStore objects,
            FileIds ids,
            InstantSource clock,
            Orphans orphans,
            Brake brake,
            Inspection inspection) {
        this.records = records;
        this.tombstones = tombstones;
        this.ledger = ledger;
        this.objects = objects;
        this.ids = ids;
        this.clock = clock;
        this.orphans = orphans;
        this.brake = brake;
        this.inspection = inspection;
        removal = new Removal(records, tombstones, objects);
        Settlement settlement = new Settlement(records, objects, removal, inspection, clock);
        uploads = new ExpiredUploads(ledger, settlement, removal);
        importing = new ImportObjects(objects, ledger, ids);
    }

    Repairs with(Inspection other) {
        return new Repairs(records, tombstones, ledger, objects, ids, clock, orphans, brake, other);
    }

    /** The bucket is asked last, right before the record goes. */
    Repaired missing(ObjectKey key) {
        Optional<FileRecord> file = ledger.find(key).filter(FileRecord::isReady);
        if (file.isEmpty() || objects.stat(key).isPresent()) {
            return resolved();
        }
        if (brake.isYoung(file.get().updatedAt())) {
            return young();
        }
        if (!brake.mayRemove()) {
            return enough();
        }
        if (!records.remove(file.get().owner(), file.get().id())) {
            return resolved();
        }
        brake.removed(1);
        removal.removeObject(key);
        return new Repaired(Outcome.RECORD_REMOVED, "Its record was removed");
    }

    Repaired orphan(ObjectKey key) {
        Optional<StoredObject> object = objects.stat(key);
        if (object.isEmpty() || ledger.known(List.of(key)).containsKey(key)) {
            return resolved();
        }
        if (brake.isYoung(object.get().modified())) {
            return young();
        }
        return switch (orphans) {
            case IMPORT -> adopted(key);
            case KEEP -> left("Orphans are to be kept");
            case DELETE -> deleted(key);
        };
    }

    private Repaired adopted(ObjectKey key) {
        ImportObjects.Result result =
                importing.adopt(List.of(new ImportObjects.Claim(key))).getFirst();
        return switch (result.outcome()) {
            case IMPORTED -> new Repaired(Outcome.IMPORTED, "It was imported");
            case ALREADY_THERE, DELETED, GONE -> resolved();
            case NO_OWNER, UNKNOWN_OWNER, UNFIT -> left(result.reason());
            case FAILED -> new Repaired(Outcome.FAILED, result.reason());
        };
    }

    private Repaired deleted(ObjectKey orphan) {
        if (!brake.mayRemove()) {
            return enough();
        }
        if (!tombstones.bury(ids.next(), orphan)) {
            return resolved();
        }
        brake.removed(1);
        removal.removeObject(orphan);
        return new Repaired(Outcome.OBJECT_REMOVED, "A tombstone was left for it, and the object goes");
    }

    Repaired overdue(ObjectKey key) {
        Optional<FileRecord> file = ledger.find(key).filter(found -> is(Kind.OVERDUE, found, null));
        if (file.isEmpty()) {
            return resolved();
        }
        if (brake.isYoung(file.get().createdAt())) {
            return young();
        }
        if (!brake.mayRemove() && mayGo(file.get())) {
            return enough();
        }
        Swept swept = uploads.settle(file.get());
        brake.removed(swept.abandoned());
        if (swept.failed() > 0) {
            return new Repaired(Outcome.FAILED, "The bucket did not say whether it is there");
        }
        if (swept.ready() > 0) {
            return new Repaired(Outcome.READY, "It was there as promised, and is ready now");
        }
        return swept.abandoned() > 0
                ? new Repaired(Outcome.RECORD_REMOVED, "It never came as promised, and its record was removed")
                : resolved();
    }

    /** Whether settling it may take it away. */
    private boolean mayGo(FileRecord file) {
        return inspection.check().concerns(file.content()) || !brake.isAsPromised(file, objects.stat(file.key()));
    }

    Repaired unsettled(ObjectKey key) {
        Optional<Tombstone> tombstone =
                SecondLook.tombstone(tombstones, key).filter(found -> is(Kind.UNSETTLED, null, found));
        if (tombstone.isEmpty() || ledger.find(key).isPresent()) {
            return resolved();
        }
        if (brake.isYoung(Difference.leftBy(tombstone.get()))) {
            return young();
        }
        boolean last = new Comparison(clock.instant()).hasEnded(tombstone.get());
        Removal.removeNow(objects, key, tombstone.get().inParts());
        tombstones.settle(List.of(new Tombstones.Due(tombstone.get(), last, 1)));
        return new Repaired(Outcome.TOMBSTONE_SETTLED, "Its object is gone, and its tombstone settled");
    }

    /** Whether that is wrong with a record or a tombstone that has no object. */
    private boolean is(Kind kind, @Nullable FileRecord file, @Nullable Tombstone tombstone) {
        return new Comparison(clock.instant())
                .of(null, file, tombstone)
                .filter(kind::equals)
                .isPresent();
    }

    private static Repaired enough() {
        return left("As many files as may be were removed already");
    }

    private static Repaired resolved() {
        return new Repaired(Outcome.RESOLVED, "It is not so any more");
    }

    private static Repaired young() {
        return left("It is younger than the minimum age");
    }

    static Repaired left(String reason) {
        return new Repaired(Outcome.LEFT, reason);
    }
}
