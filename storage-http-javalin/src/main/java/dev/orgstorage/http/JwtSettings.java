package dev.orgstorage.http;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
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
 */
public record JwtSettings(
        @Nullable String secret,
        @Nullable URI keys,
        @Nullable String issuer,
        @Nullable String audience,
        Set<String> algorithms,
        Claims claims) {
    private static final int SHORTEST_SECRET = 32;
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");
    private static final Set<String> SYMMETRIC = Set.of("HS256");

    /** The claims that hold the user's id, the active organization's id and the role there. */
    public record Claims(String user, String organization, String role) {
        public static final Claims STANDARD = new Claims("sub", "org_id", "org_role");
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
        Set<String> possible = algorithmsOf(secret, keys);
        if (!possible.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "Algorithms %s cannot all be checked: HS256 needs a secret, others a JWKS URL; possible here are %s"
                            .formatted(algorithms, possible));
        }
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
