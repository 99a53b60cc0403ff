package dev.orgstorage.http;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user, the context they are in if a request asks for no other, and the organizations they are a member of now, with
 * their role in each.
 */
public record Principal(UserId user, Owner active, Map<OrganizationId, Role> memberships) {
    static final String PERSONAL = "personal";

    /** @throws IllegalArgumentException if the active context is not the user's own or a membership's */
    public Principal {
        memberships = Map.copyOf(memberships);
        if (!active.equals(Owner.of(user))
                && !(active instanceof Owner.Organization(OrganizationId id) && memberships.containsKey(id))) {
            throw new IllegalArgumentException(user + " cannot be active in " + active);
        }
    }

    public static Principal personal(UserId user) {
        return new Principal(user, Owner.of(user), Map.of());
    }

    public static Principal in(OrganizationId organization, UserId user, Role role) {
        return new Principal(user, Owner.of(organization), Map.of(organization, role));
    }

    /**
     * The caller in the context that the request asks for: an organization's id, {@code personal}, or null for the
     * active one. There is no falling back from one to another.
     *
     * @throws StorageException.NotAMember if it asks for an organization that this is no membership of
     */
    Caller caller(@Nullable String requested) {
        if (requested == null) {
            return in(active);
        }
        return requested.equals(PERSONAL)
                ? Caller.personal(user)
                : memberships.entrySet().stream()
                        .filter(membership -> membership.getKey().value().equals(requested))
                        .map(membership -> Caller.in(membership.getKey(), user, membership.getValue()))
                        .findFirst()
                        .orElseThrow(StorageException.NotAMember::new);
    }

    private Caller in(Owner context) {
        return switch (context) {
            case Owner.Personal personal -> Caller.personal(user);
            case Owner.Organization(OrganizationId organization) ->
                Caller.in(organization, user, Objects.requireNonNull(memberships.get(organization)));
        };
    }
}
