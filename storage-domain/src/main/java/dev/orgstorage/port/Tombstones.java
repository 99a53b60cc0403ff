package dev.orgstorage.port;

import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import java.util.Optional;

/** The tombstones that {@link FileRecords#remove} leaves. */
public interface Tombstones {
    /** The tombstone of a file that was this owner's. */
    Optional<Tombstone> find(Owner owner, FileRef ref);

    /** Notes that the object has been removed. Does nothing if there is no such tombstone; repeating it is fine. */
    void objectRemoved(ObjectKey key);
}
