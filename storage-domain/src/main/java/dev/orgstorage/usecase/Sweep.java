package dev.orgstorage.usecase;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import java.time.InstantSource;

/**
 * Finishes what was left: removes the objects of tombstones that are due, and settles uploads whose URL has expired.
 * Run it every few seconds, on as many servers as there are: they share the work, and what a dead one had taken comes
 * back when its lease is over. An object is removed only because the records say so, by exact key, at that moment.
 */
public final class Sweep {
    private final FileRecords records;
    private final Tombstones tombstones;
    private final Ledger ledger;
    private final ObjectStore objects;
    private final InstantSource clock;

    private final DueTombstones dueTombstones;
    private final ExpiredUploads expiredUploads;

    /** By the system's clock. */
    public Sweep(FileRecords records, Tombstones tombstones, Ledger ledger, ObjectStore objects) {
        this(records, tombstones, ledger, objects, InstantSource.system());
    }

    public Sweep(FileRecords records, Tombstones tombstones, Ledger ledger, ObjectStore objects, InstantSource clock) {
        this(records, tombstones, ledger, objects, Inspection.NONE, clock);
    }

    private Sweep(
            FileRecords records,
            Tombstones tombstones,
            Ledger ledger,
            ObjectStore objects,
            Inspection inspection,
            InstantSource clock) {
        this.records = records;
        this.tombstones = tombstones;
        this.ledger = ledger;
        this.objects = objects;
        this.clock = clock;
        Removal removal = new Removal(records, tombstones, objects);
        Settlement settlement = new Settlement(records, objects, removal, inspection, clock);
        dueTombstones = new DueTombstones(tombstones, objects);
        expiredUploads = new ExpiredUploads(ledger, settlement, removal);
    }

    /** One that holds what it settles to the type that was promised, as {@link Storage#with(ContentDetector, ContentCheck)}. */
    public Sweep with(ContentDetector detector, ContentCheck check) {
        return new Sweep(records, tombstones, ledger, objects, new Inspection(detector, check), clock);
    }

    /**
     * What a sweep did.
     *
     * @param removed objects of tombstones that were removed, some of them once more
     * @param ready uploads that were found in the bucket
     * @param abandoned uploads that never came, or not as promised
     * @param failed what could not be done now and will be tried again
     */
    public record Swept(int removed, int ready, int abandoned, int failed) {
        static final Swept NOTHING = new Swept(0, 0, 0, 0);

        Swept and(Swept other) {
            return new Swept(
                    removed + other.removed, ready + other.ready, abandoned + other.abandoned, failed + other.failed);
        }
    }

    /** @param more whether it is worth going on at once */
    record Batch(Swept swept, boolean more) {}

    /**
     * Sweeps until nothing is due, nothing can be done, or the thread is interrupted. Both kinds of work take turns, so
     * that a large deletion holds up no upload.
     *
     * @throws StorageException.Unavailable if the records do not answer
     */
    public Swept once() {
        Swept swept = Swept.NOTHING;
        boolean moreUploads = true;
        boolean moreTombstones = true;
        while ((moreUploads || moreTombstones) && !Thread.currentThread().isInterrupted()) {
            if (moreUploads) {
                Batch batch = expiredUploads.next();
                swept = swept.and(batch.swept());
                moreUploads = batch.more();
            }
            if (moreTombstones) {
                Batch batch = dueTombstones.next();
                swept = swept.and(batch.swept());
                moreTombstones = batch.more();
            }
        }
        return swept;
    }
}
