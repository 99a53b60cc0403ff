package dev.orgstorage.http;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Memberships;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Memberships as they were at most so long ago. */
public final class KeptMemberships implements Memberships {
    private final Lately<UserId, Map<OrganizationId, String>> lately;
    private final Memberships memberships;

    public KeptMemberships(Memberships memberships, Duration life, InstantSource clock) {
        this.memberships = memberships;
        this.lately = new Lately<>(life, clock);
    }

    @Override
    public Optional<Map<OrganizationId, String>> of(UserId user) {
        return lately.get(user, memberships::of);
    }
}
