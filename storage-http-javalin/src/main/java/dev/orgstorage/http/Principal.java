package dev.orgstorage.http;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user, the context they are in if a request asks for no other, and the organizations they are a member of now, with
 * their role in each. The context may be an organization that they have ceased to be a member of: then whatever asks for
 * no other is refused.
 */
public record Principal(UserId user, Owner active, Map<OrganizationId, Role> memberships) {
    static final String PERSONAL = "personal";

    private static final Pattern PLAIN = Pattern.compile("[!-$&-~]+");

    /** @throws IllegalArgumentException if the active context is somebody else's personal one */
    public Principal {
        memberships = Map.copyOf(memberships);
        if (active instanceof Owner.Personal(UserId other) && !other.equals(user)) {
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
     * The caller in the context that the request asks for: an organization's id, percent-encoded where it has to be;
     * {@code personal}; or null for the active one. There is no falling back from one to another.
     *
     * @throws StorageException.NotAMember if that is an organization that this is no membership of
     */
    Caller caller(@Nullable String requested) {
        if (requested == null) {
            return in(active);
        }
        return requested.equals(PERSONAL) ? Caller.personal(user) : in(Owner.of(organization(requested)));
    }

    private static OrganizationId organization(String requested) {
        try {
            return new OrganizationId(PercentEncoding.decode(requested));
        } catch (IllegalArgumentException namesNone) {
            throw new StorageException.NotAMember();
        }
    }

    private Caller in(Owner context) {
        return switch (context) {
            case Owner.Personal personal -> Caller.personal(user);
            case Owner.Organization(OrganizationId organization) -> {
                @Nullable Role role = memberships.get(organization);
                if (role == null) {
                    throw new StorageException.NotAMember();
                }
                yield Caller.in(organization, user, role);
            }
        };
    }

    /**
     * How a header asks for this context: an organization's id as it is or, if it has percent signs, spaces or anything
     * beyond ASCII, or is the word {@code personal}, percent-encoded.
     */
    static String asHeader(Owner context) {
        return switch (context) {
            case Owner.Personal personal -> PERSONAL;
            case Owner.Organization(OrganizationId(String id)) ->
                id.equals(PERSONAL) ? "%70ersonal" : PLAIN.matcher(id).matches() ? id : PercentEncoding.encode(id);
        };
    }
}
