package dev.orgstorage.domain;

/**
 * Who asks: a user, the owner whose files they are working with now (their <em>context</em>), and their role there.
 * Nothing outside the context can be reached, whatever else the user is a member of.
 */
public record Caller(UserId user, Owner context, Role role) {
    /** @throws IllegalArgumentException if the context is somebody else's personal one */
    public Caller {
        if (context instanceof Owner.Personal(UserId other) && !other.equals(user)) {
            throw new IllegalArgumentException("A personal context is one's own, but " + user + " asks for another's");
        }
    }

    /** A user among their own files. */
    public static Caller personal(UserId user) {
        return new Caller(user, Owner.of(user), Role.OWNER);
    }

    /** A user among the files of an organization that they are a member of. The host has checked that they are. */
    public static Caller in(OrganizationId organization, UserId user, Role role) {
        return new Caller(user, Owner.of(organization), role);
    }
}
