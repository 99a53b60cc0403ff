package dev.orgstorage.port;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.UserId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions of those who have signed in at the host application. */
public interface Sessions {
    /**
     * The session that this token stands for, and where its user is a member, all as of this moment; nothing if there is
     * no such session, if it is over by the host's clock, or if its user is gone.
     */
    Optional<Session> find(String token);

    /**
     * Somebody who has signed in.
     *
     * @param active the organization they chose last, if any; they may have ceased to be a member since
     * @param memberships as {@link Memberships#of} tells them
     */
    record Session(UserId user, @Nullable OrganizationId active, Map<OrganizationId, String> memberships) {
        public Session {
            memberships = Map.copyOf(memberships);
        }
    }
}
