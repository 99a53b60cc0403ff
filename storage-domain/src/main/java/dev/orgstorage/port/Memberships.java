package dev.orgstorage.port;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.UserId;
import java.util.Map;
import java.util.Optional;

/** Who is a member of which organization, as the host application has it. */
public interface Memberships {
    /**
     * The organizations that this user is a member of at this moment, with the host's own word for their role in each;
     * nothing if the host does not, or no longer, know the user. Ids are compared by every character. Roles of somebody
     * who is a member of one organization twice are joined by commas.
     */
    Optional<Map<OrganizationId, String>> of(UserId user);
}
