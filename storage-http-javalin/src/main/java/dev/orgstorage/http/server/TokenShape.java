package dev.orgstorage.http.server;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a provider are like, where nothing else is set.
 *
 * @param organization the path of the claim, or several
 * @param role the path of the claim, or several
 * @param refused texts by claim, of tokens that are not to be taken
 */
record TokenShape(
        @Nullable URI keys,
        @Nullable String issuer,
        @Nullable String audience,
        Set<String> algorithms,
        String organization,
        String role,
        Map<String, String> refused) {
    /** Nothing is known of the provider. */
    static final TokenShape ANY = new TokenShape(null, null, null, Set.of(), "org_id", "org_role", Map.of());
}
