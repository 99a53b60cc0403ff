package dev.orgstorage.port;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of all owners, for the upkeep that no caller asks for: sweeping, importing, comparing. No request of a
 * caller may lead here.
 */
public interface Ledger {
    /** The record of that key, pending or ready, whoever owns it. */
    Optional<FileRecord> find(ObjectKey key);

    /** Records of all owners by the order of their keys, at most so many, after that key and with that prefix. */
    List<FileRecord> page(String prefix, @Nullable ObjectKey after, int limit);

    /** What is known of each of these keys; of one without record and tombstone, nothing. */
    Map<ObjectKey, Known> known(Collection<ObjectKey> keys);

    /**
     * Adds ready records of objects that are in the bucket already, and their owners and uploaders where they are new,
     * in one step. One that cannot be added does not keep the others.
     *
     * @param ready at most 1,000, no two with the same id or key
     * @return what became of each
     * @throws IllegalArgumentException if one is not ready, or there are too many
     */
    Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready);

    /**
     * Takes pending records whose upload URL has expired, those that expired first first, and lends them to the caller:
     * nobody else is given them until the lease is over.
     *
     * @param limit how many at most, 1 to 1,000
     */
    List<FileRecord> takeExpired(int limit, Duration lease);

    /**
     * As {@link FileRecords#removePending}, but only once {@link dev.orgstorage.domain.Tombstone#TRANSFER} has passed
     * since the record's upload URL expired, by the storage's own clock.
     */
    boolean removeAbandoned(FileRecord pending);

    /**
     * Of how many owners the {@link FileRecords#usage} is not what their ready records amount to: of none, unless somebody
     * changed by hand what is kept of it.
     */
    long miscounted();

    /**
     * Corrects the usage of those owners, also while files come and go.
     *
     * @return how many they were
     */
    long recount();

    /**
     * How much work waits, by the storage's own clock. It is cheap however much that is, as it stops to count.
     *
     * @param atMost where each count stops, 1 to 1,000,000
     * @throws IllegalArgumentException if that is out of bounds
     */
    Backlog backlog(int atMost);

    /**
     * What waits to be done.
     *
     * @param pendingUploads records that are not ready, whether or not their URL has expired
     * @param tombstones all that stand
     * @param dueTombstones those whose object is to be removed now
     * @param oldestDue for how long the first of these has been due; zero if there is none
     */
    record Backlog(long pendingUploads, long tombstones, long dueTombstones, Duration oldestDue) {}

    /** What is known of a key. */
    enum Known {
        /** It has a record, pending or ready. */
        RECORD,

        /** Its record was removed, and its object is to be. */
        TOMBSTONE
    }

    /** What became of a record that was to be adopted. */
    enum Adoption {
        ADDED,

        /** Its key has a record. */
        ALREADY_THERE,

        /** Its key has a tombstone: the file was deleted, and its object is to be. */
        DELETED,

        /** Another key's record has its id. */
        ID_TAKEN,

        /** The host, whose users and organizations are linked, knows its owner or uploader no more. */
        UNKNOWN_OWNER
    }
}
