package dev.orgstorage.http;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are checked and where they say who asks. Never prints the secret.
 *
 * @param secret the shared secret of HS256 tokens, at least 32 bytes; null where there is none
 * @param keys where the public keys of other tokens are, a JWKS URL; null where there are none
 * @param issuer what {@code iss} has to be; null for anything
 * @param audience what {@code aud} has to contain; null for anything
 * @param algorithms the only algorithms taken; empty for HS256 if there is a secret and every asymmetric one if there
 *     are keys
 * @param parties one of which {@code azp} has to be; empty for anything
 * @param refused texts by claim: a token that says this is not taken
 */
public record JwtSettings(
        @Nullable String secret,
        @Nullable URI keys,
        @Nullable String issuer,
        @Nullable String audience,
        Set<String> algorithms,
        Claims claims,
        Set<String> parties,
        Map<String, String> refused) {
    private static final int SHORTEST_SECRET = 32;
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");
    private static final Set<String> SYMMETRIC = Set.of("HS256");

    /**
     * Where a token says who asks. Each is a path, or several with commas between them: the name of a claim or, beginning
     * with a slash, a JSON pointer (RFC 6901). Of several for the user or the organization the first counts that is
     * there; of those for the role, the highest role.
     *
     * @param user holds the user's id
     * @param organization holds the active organization's id; or several, in a list or as the names in an object
     * @param role holds the role there, or a list of roles; or in an object the role in each organization, by its name
     * @param key what names an organization in an object
     * @param roles what the names of roles mean
     */
    public record Claims(String user, String organization, String role, OrganizationKey key, Roles roles) {
        public static final Claims STANDARD = new Claims("sub", "org_id", "org_role");

        /** @throws IllegalArgumentException if a path is blank */
        public Claims {
            ClaimPath.list(user);
            ClaimPath.list(organization);
            ClaimPath.list(role);
        }

        /** With roles in our own words. */
        public Claims(String user, String organization, String role) {
            this(user, organization, role, OrganizationKey.ALIAS, Roles.STANDARD);
        }

        /** The claims of a token that says this, each where it is looked for first. */
        public Map<String, Object> saying(String userId, @Nullable String organizationId, @Nullable String roleName) {
            Map<String, Object> token = new TreeMap<>();
            ClaimPath.list(user).getFirst().put(token, userId);
            if (organizationId != null) {
                ClaimPath.list(organization).getFirst().put(token, organizationId);
            }
            if (roleName != null) {
                ClaimPath.list(role).getFirst().put(token, roleName);
            }
            return token;
        }

        /** The same of somebody who is active in none of several organizations, with their role in each. */
        public Map<String, Object> saying(String userId, Map<String, String> roleNames) {
            Map<String, Object> token = saying(userId, null, null);
            ClaimPath.list(organization).getFirst().put(token, List.copyOf(roleNames.keySet()));
            ClaimPath.list(role).getFirst().put(token, roleNames);
            return token;
        }
    }

    /** @throws IllegalArgumentException if no token could be taken with these settings, or not safely */
    public JwtSettings {
        if (secret == null && keys == null) {
            throw new IllegalArgumentException("Tokens need a shared secret or a JWKS URL to be checked with");
        }
        if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("A shared secret has at least " + SHORTEST_SECRET + " bytes");
        }
        if (keys != null && !List.of("http", "https").contains(String.valueOf(keys.getScheme()))) {
            throw new IllegalArgumentException("A JWKS URL begins with https:// or http://, not as " + keys);
        }
        algorithms = algorithms.isEmpty() ? algorithmsOf(secret, keys) : Set.copyOf(algorithms);
        parties = Set.copyOf(parties);
        refused = Map.copyOf(refused);
        Set<String> possible = algorithmsOf(secret, keys);
        if (!possible.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "Algorithms %s cannot all be checked: HS256 needs a secret, others a JWKS URL; possible here are %s"
                            .formatted(algorithms, possible));
        }
    }

    /** For any party. */
    public JwtSettings(
            @Nullable String secret,
            @Nullable URI keys,
            @Nullable String issuer,
            @Nullable String audience,
            Set<String> algorithms,
            Claims claims) {
        this(secret, keys, issuer, audience, algorithms, claims, Set.of(), Map.of());
    }

    /** HS256 with a shared secret and the standard claims. */
    public static JwtSettings shared(String secret) {
        return new JwtSettings(secret, null, null, null, Set.of(), Claims.STANDARD);
    }

    /** Any asymmetric algorithm with the keys at a JWKS URL, and the standard claims. */
    public static JwtSettings keysAt(URI keys, String issuer, String audience) {
        return new JwtSettings(null, keys, issuer, audience, Set.of(), Claims.STANDARD);
    }

    boolean takes(JWSAlgorithm algorithm) {
        return algorithms.contains(algorithm.getName());
    }

    private static Set<String> algorithmsOf(@Nullable String secret, @Nullable URI keys) {
        Set<String> possible = secret == null ? Set.of() : SYMMETRIC;
        return keys == null
                ? possible
                : Stream.concat(possible.stream(), ASYMMETRIC.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "JwtSettings[%s, keys at %s, issuer %s, audience %s, %s, %s]"
                .formatted(secret == null ? "no secret" : "a secret", keys, issuer, audience, algorithms, claims);
    }
}
