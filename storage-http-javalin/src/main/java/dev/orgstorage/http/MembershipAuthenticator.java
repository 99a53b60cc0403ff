package dev.orgstorage.http;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.port.Memberships;
import io.javalin.http.Context;
import java.util.Map;

/**
 * Believes another authenticator who asks, but not what they are a member of: that comes from {@link Memberships}, for
 * every request. The organization that a token names is no more than where its user wants to be.
 */
public final class MembershipAuthenticator implements Authenticator {
    private final Authenticator claims;
    private final Memberships memberships;
    private final Roles roles;

    public MembershipAuthenticator(Authenticator claims, Memberships memberships, Roles roles) {
        this.claims = claims;
        this.memberships = memberships;
        this.roles = roles;
    }

    @Override
    public Principal authenticate(Context request) {
        Principal claimed = claims.authenticate(request);
        Map<OrganizationId, String> now = memberships
                .of(claimed.user())
                .orElseThrow(() -> new Unauthenticated("The token's user is not, or no longer, known"));
        return new Principal(claimed.user(), claimed.active(), roles.of(now));
    }
}
