package dev.orgstorage.testkit;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Memberships;
import dev.orgstorage.port.Sessions;
import dev.orgstorage.testkit.contract.HostIdentities;
import dev.orgstorage.testkit.contract.MembershipsContract;
import dev.orgstorage.testkit.contract.SessionsContract;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

class InMemoryIdentitiesTest implements MembershipsContract, SessionsContract, HostIdentities {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-25T01:00:00Z"));
    private final InMemoryIdentities identities = new InMemoryIdentities(clock);

    @Override
    public HostIdentities host() {
        return this;
    }

    @Override
    public Memberships memberships() {
        return identities;
    }

    @Override
    public Sessions sessions() {
        return identities;
    }

    @Override
    public void stop() {
        identities.down(true);
    }

    @Override
    public void add(UserId user) {
        identities.add(user);
    }

    @Override
    public void remove(UserId user) {
        identities.remove(user);
    }

    @Override
    public void join(UserId user, OrganizationId organization, String role) {
        identities.join(user, organization, role);
    }

    @Override
    public void leave(UserId user, OrganizationId organization) {
        identities.leave(user, organization);
    }

    @Override
    public void signIn(String token, UserId user, @Nullable OrganizationId active, Duration left) {
        identities.signIn(token, user, active, clock.instant().plus(left));
    }

    @Override
    public void signOut(String token) {
        identities.signOut(token);
    }
}
