package dev.orgstorage.port;

import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import java.time.Instant;

/**
 * The users and organizations that files belong to, and what becomes of their files when they go. Each call is one step
 * that happens whole or not at all; one that concerns very many files may take minutes.
 */
public interface Owners {
    /** What belongs to this owner now. */
    Holdings holdings(Owner owner);

    /** What this user uploaded that belongs to organizations now. */
    Holdings uploadedForOrganizations(UserId user);

    /**
     * Removes all that is a user's own, leaving tombstones, and the user's name from the files of organizations that
     * they uploaded; those stay. A user of whom nothing is known is erased already.
     *
     * @return what was removed
     */
    Holdings erase(UserId user);

    /** Removes an organization's files, leaving tombstones, and the organization. */
    Holdings erase(OrganizationId organization);

    /**
     * Gives a ready file to another owner, who need not be known yet. Its key stays as it is.
     *
     * @return false, with nothing changed, if there is no such ready file of the first (any more)
     * @throws dev.orgstorage.domain.StorageException.UnknownOwner if the host does not know the other, with nothing changed
     */
    boolean transfer(Owner from, FileRef file, Owner to, Instant now);

    /**
     * Gives all ready files of an owner to another. Pending ones stay.
     *
     * @return what was given
     * @throws dev.orgstorage.domain.StorageException.UnknownOwner as {@link #transfer}
     */
    Holdings transferAll(Owner from, Owner to, Instant now);

    /**
     * How much belongs to somebody.
     *
     * @param files how many, pending ones included
     * @param bytes their recorded sizes together
     */
    record Holdings(long files, long bytes) {
        public static final Holdings NONE = new Holdings(0, 0);
    }
}
