package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Memberships;
import dev.orgstorage.port.Sessions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A host application to try, which knows nobody at first; its ports, and what happens there behind their back. */
public interface HostIdentities {
    Memberships memberships();

    Sessions sessions();

    /** From now on the host does not answer its ports. */
    void stop();

    void add(UserId user);

    void remove(UserId user);

    /** Makes a user a member once more; the user and the organization are known or made so. */
    void join(UserId user, OrganizationId organization, String role);

    /** Ends every membership of the user there, and nothing else. */
    void leave(UserId user, OrganizationId organization);

    /** @param left how long the session lasts yet; below zero for one that is over */
    void signIn(String token, UserId user, @Nullable OrganizationId active, Duration left);

    void signOut(String token);
}
