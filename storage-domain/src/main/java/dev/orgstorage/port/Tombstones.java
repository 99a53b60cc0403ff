package dev.orgstorage.port;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tombstones that stand where records were, whoever removed them. All times are by the storage's own clock, so that
 * servers whose clocks differ agree. What names no owner is upkeep, and no request of a caller may lead there.
 */
public interface Tombstones {
    /** The tombstone of a file that was this owner's. */
    Optional<Tombstone> find(Owner owner, FileRef ref);

    /**
     * Notes that the object of a file that was this owner's has been removed, so that the tombstone is next due at its
     * end. Does nothing if there is no such tombstone; repeating it is fine.
     */
    void objectRemoved(Owner owner, ObjectKey key);

    /** As {@link #objectRemoved(Owner, ObjectKey)}, whoever owned the file, and where nobody did. */
    void objectRemoved(ObjectKey key);

    /**
     * Takes tombstones that are due, those due longest first, and lends them to the caller: nobody else is given them
     * until the lease is over, and then they are due again, whatever became of the caller. A tombstone is due from when
     * it is left until its object is removed, and once more at its end. One whose key has a record is void, as only the
     * record decides: it is dropped and not given.
     *
     * @param limit how many at most, 1 to 1,000
     */
    List<Due> take(int limit, Duration lease);

    /** Notes that the objects of these have been removed. A tombstone that was taken after its end goes now. */
    void settle(Collection<Due> removed);

    /** Notes why the objects of these could not be removed, and lets them be due again after the wait. */
    void postpone(Collection<Due> failed, Duration wait, String reason);

    /** Tombstones of all owners by the order of their keys, at most so many, after that key and with that prefix. */
    List<Tombstone> page(String prefix, @Nullable ObjectKey after, int limit);

    /**
     * Leaves a tombstone for an object that nobody's record names; it is due at once.
     *
     * @param id of the tombstone
     * @return false, with nothing changed, if the key has a record or a tombstone (by now)
     */
    boolean bury(FileId id, ObjectKey orphan);

    /**
     * A tombstone whose object is to be removed now.
     *
     * @param last whether its end had come when it was taken, so that nothing can arrive under its key any more
     * @param attempts how often it was taken since its object was last removed, this time included
     */
    record Due(Tombstone tombstone, boolean last, int attempts) {}
}
