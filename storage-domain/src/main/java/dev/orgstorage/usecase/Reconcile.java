package dev.orgstorage.usecase;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.usecase.Difference.Kind;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compares every object with every record, and changes nothing. Both are walked in the order of their keys, a page at a
 * time, each page of objects before the records of the same keys. Whatever seems to differ is then asked for again by
 * its exact key, first in the bucket and then among the records, and is a difference only if both looks agree: what is
 * uploaded, deleted, imported or swept meanwhile is none.
 *
 * <pre>{@code
 * Reconcile reconcile = new Reconcile(ledger, tombstones, objects);
 * Reconcile.Counts counts = reconcile.compare("", difference -> report(difference));
 * }</pre>
 */
public final class Reconcile {
    private final Ledger ledger;
    private final Tombstones tombstones;
    private final ObjectStore objects;
    private final InstantSource clock;

    /** By the system's clock. */
    public Reconcile(Ledger ledger, Tombstones tombstones, ObjectStore objects) {
        this(ledger, tombstones, objects, InstantSource.system());
    }

    public Reconcile(Ledger ledger, Tombstones tombstones, ObjectStore objects, InstantSource clock) {
        this.ledger = ledger;
        this.tombstones = tombstones;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * What a comparison has seen.
     *
     * @param objects in the bucket, those of tombstones included
     * @param ready records
     * @param inPlace ready records with their objects as recorded
     * @param pending records; those whose time has not passed are no differences
     * @param tombstones all of them
     * @param leaving objects that have a tombstone, which the sweep removes
     * @param differences how many of each kind, all kinds included
     */
    public record Counts(
            long objects,
            long ready,
            long inPlace,
            long pending,
            long tombstones,
            long leaving,
            Map<Kind, Long> differences) {
        public Counts {
            differences = Collections.unmodifiableMap(new EnumMap<>(differences));
        }

        public long records() {
            return ready + pending;
        }

        public long differences(Kind kind) {
            return differences.getOrDefault(kind, 0L);
        }

        /** How many differences there are. */
        public long found() {
            return differences.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Compares all keys with that prefix.
     *
     * @param prefix empty, or ending with a slash, so that its neighbours do not begin with it too
     * @param found is given each difference, by the calling thread
     * @throws IllegalArgumentException if the prefix ends otherwise
     * @throws StorageException.Unavailable if the bucket or the records do not answer, or if the bucket's listing is not
     *     complete or makes no sense; then nothing that was found may be relied on
     */
    public Counts compare(String prefix, Consumer<Difference> found) {
        return compare(prefix, found, sofar -> {});
    }

    /** As {@link #compare(String, Consumer)}, and tells the counts so far after each page of objects. */
    public Counts compare(String prefix, Consumer<Difference> found, Consumer<Counts> progress) {
        return new Pass(ledger, tombstones, objects, clock.instant(), prefix).run(found, progress);
    }
}
