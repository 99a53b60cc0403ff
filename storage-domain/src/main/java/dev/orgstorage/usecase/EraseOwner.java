package dev.orgstorage.usecase;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Owners.Holdings;

/**
 * Takes a user or an organization away with all that is theirs. The files are gone for everyone at once, however many
 * there are; their objects go with the next {@link Sweep}. Safe to repeat.
 *
 * <p>The metadata of objects that stay in the bucket still name their uploader: objects are never changed.
 */
public final class EraseOwner {
    private final Owners owners;

    public EraseOwner(Owners owners) {
        this.owners = owners;
    }

    /**
     * What an erasure takes, or took.
     *
     * @param removed the owner's own files
     * @param unnamed files of organizations that stay, without their uploader's name
     */
    public record Erasure(Holdings removed, Holdings unnamed) {}

    /** What would be erased now. */
    public Erasure look(UserId user) {
        return new Erasure(owners.holdings(Owner.of(user)), owners.uploadedForOrganizations(user));
    }

    /** What would be erased now. */
    public Erasure look(OrganizationId organization) {
        return new Erasure(owners.holdings(Owner.of(organization)), Holdings.NONE);
    }

    /** Removes the user's own files, and the user's name from those uploaded for organizations. */
    public Erasure erase(UserId user) {
        Holdings unnamed = owners.uploadedForOrganizations(user);
        return new Erasure(owners.erase(user), unnamed);
    }

    /** Removes the organization's files, whoever uploaded them. */
    public Erasure erase(OrganizationId organization) {
        return new Erasure(owners.erase(organization), Holdings.NONE);
    }
}
