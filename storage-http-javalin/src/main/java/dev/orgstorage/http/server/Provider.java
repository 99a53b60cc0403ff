package dev.orgstorage.http.server;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes of tokens that identity providers document. An empty text, for what is missing, is as good as any here. */
final class Provider {
    private static final Set<String> RSA = Set.of("RS256");

    private Provider() {}

    /** Session tokens of version 2, whose organization is in the object {@code o}, and of version 1. */
    static TokenShape clerk(String issuer) {
        String named = withoutSlash(issuer);
        URI keys = URI.create(named + "/.well-known/jwks.json");
        return new TokenShape(keys, named, null, RSA, "/o/id,org_id", "/o/rol,org_role", Map.of("sts", "pending"));
    }

    /** Auth0's issuers end with a slash. Roles are in a claim of the tenant's own, if at all; permissions may stand for them. */
    static TokenShape auth0(String issuer, String audience) {
        String named = withoutSlash(issuer) + "/";
        URI keys = URI.create(named + ".well-known/jwks.json");
        return new TokenShape(keys, named, audience, RSA, "org_id", "permissions", Map.of());
    }

    /** The keys are the client's own, so that no issuer needs to be compared. */
    static TokenShape workos(String client) {
        URI keys = URI.create("https://api.workos.com/sso/jwks/" + client);
        return new TokenShape(keys, null, null, RSA, "org_id", "role,roles", Map.of());
    }

    /** @param client whose roles count, beside those of the realm; null for none */
    static TokenShape keycloak(String issuer, @Nullable String client) {
        String named = withoutSlash(issuer);
        URI keys = URI.create(named + "/protocol/openid-connect/certs");
        String realm = "/realm_access/roles";
        String roles = client == null ? realm : realm + ",/resource_access/" + escaped(client) + "/roles";
        return new TokenShape(keys, named, null, RSA, "organization", roles, Map.of());
    }

    /**
     * Of the JWT plugin; {@code activeOrganizationId} is there if its payload is told to have it.
     *
     * @param issuer the URL itself if null
     */
    static TokenShape betterAuth(String url, @Nullable String issuer) {
        URI keys = URI.create(withoutSlash(url) + "/api/auth/jwks");
        return new TokenShape(
                keys, issuer == null ? url : issuer, url, Set.of(), "activeOrganizationId", "org_role", Map.of());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** As one step of a JSON pointer. */
    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
