package dev.orgstorage.usecase;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Repairs what {@link Reconcile} found, one difference at a time, after a comparison that came to its end. Each is asked
 * for once more by its exact key, and only what is still so, and has been for long, is touched. Safe to repeat, and to
 * stop anywhere: an object is removed only once a tombstone stands for it.
 *
 * <ul>
 *   <li>missing: the record is removed, and leaves its tombstone
 *   <li>orphan: is imported, kept or removed, as the {@link Rules} say
 *   <li>altered: is left, since only a person can say which of the two is right
 *   <li>overdue: as the sweep does it: becomes ready if its object is as promised, else goes
 *   <li>unsettled: the object is removed once more, and the tombstone settled
 * </ul>
 *
 * <pre>{@code
 * Repair repair = new Repair(records, tombstones, ledger, objects, ids, clock, Repair.Rules.STANDARD);
 * List<Difference> found = new ArrayList<>(); // or a file, where there may be many
 * Counts counts = reconcile.compare("", found::add);
 * if (repair.refusal(counts, found.stream().filter(repair::removes).count()).isEmpty()) {
 *     found.forEach(difference -> repair.repair(difference.kind(), difference.key()));
 * }
 * }</pre>
 */
public final class Repair {
    /** What may come right by itself is younger: an upload URL's life, and the time its bytes may take. */
    public static final Duration LEAST_AGE = StartUpload.WRITABLE;

    private final Brake brake;
    private final Repairs repairs;

    /** For one comparison: what the rules allow to be removed counts from here. */
    public Repair(
            FileRecords records,
            Tombstones tombstones,
            Ledger ledger,
            ObjectStore objects,
            FileIds ids,
            InstantSource clock,
            Rules rules) {
        brake = new Brake(rules, clock);
        repairs =
                new Repairs(records, tombstones, ledger, objects, ids, clock, rules.orphans(), brake, Inspection.NONE);
    }

    private Repair(Brake brake, Repairs repairs) {
        this.brake = brake;
        this.repairs = repairs;
    }

    /**
     * The same repair, holding the uploads that it settles to the type that was promised, as
     * {@link Storage#with(ContentDetector, ContentCheck)}.
     */
    public Repair with(ContentDetector detector, ContentCheck check) {
        return new Repair(brake, repairs.with(new Inspection(detector, check)));
    }

    /** What is done with an object that nobody's record names. */
    public enum Orphans {
        /** It gets a record, if its metadata or its key tells whose it is. */
        IMPORT,

        KEEP,

        /** It gets a tombstone, and goes. */
        DELETE
    }

    /**
     * How far a repair may go.
     *
     * @param minAge what is younger is left
     * @param maxDeletes if more files than this would lose their record or object, nothing is repaired
     */
    public record Rules(Duration minAge, long maxDeletes, Orphans orphans) {
        /** A day, a hundred files, and orphans are imported. */
        public static final Rules STANDARD = new Rules(Duration.ofDays(1), 100, Orphans.IMPORT);

        /** @throws IllegalArgumentException if the age is below {@link #LEAST_AGE}, or the number below zero */
        public Rules {
            if (minAge.compareTo(LEAST_AGE) < 0) {
                throw new IllegalArgumentException("The minimum age is " + LEAST_AGE + " or more, not " + minAge
                        + ": until then bytes may still arrive by an upload URL");
            }
            if (maxDeletes < 0) {
                throw new IllegalArgumentException("The most that may be deleted is 0 or more, not " + maxDeletes);
            }
        }
    }

    /** What became of a difference. */
    public enum Outcome {
        /** The record of a missing object, or of an upload that never came as promised. */
        RECORD_REMOVED,

        OBJECT_REMOVED,

        IMPORTED,

        /** An upload was there as promised. */
        READY,

        TOMBSTONE_SETTLED,

        /** It was not so any more. */
        RESOLVED,

        /** It is as it was. */
        LEFT,

        /** It is as it was; another try may do. */
        FAILED
    }

    /** @param reason a sentence: what was done, or why nothing was */
    public record Repaired(Outcome outcome, String reason) {}

    /** Whether to repair this would take a record or an object away. */
    public boolean removes(Difference difference) {
        return brake.removes(difference);
    }

    /**
     * Why nothing of what was found may be repaired, in a sentence: it would remove too much, or the bucket seems to be
     * another one.
     *
     * @param removals how many of the differences {@link #removes} says yes to
     * @return empty if it may
     */
    public Optional<String> refusal(Counts counts, long removals) {
        return brake.refusal(counts, removals);
    }

    /** Repairs what is wrong with this key, if it still is. Never removes more files than the rules allow. */
    public Repaired repair(Kind kind, ObjectKey key) {
        try {
            return switch (kind) {
                case MISSING -> repairs.missing(key);
                case ORPHAN -> repairs.orphan(key);
                case ALTERED -> Repairs.left("Only a person can say which of the two is right");
                case OVERDUE -> repairs.overdue(key);
                case UNSETTLED -> repairs.unsettled(key);
            };
        } catch (StorageException.Unavailable e) {
            return new Repaired(Outcome.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
