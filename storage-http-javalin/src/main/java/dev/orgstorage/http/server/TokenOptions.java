package dev.orgstorage.http.server;

import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.OrganizationKey;
import dev.orgstorage.http.Roles;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How tokens are checked, and made. */
final class TokenOptions {
    @Option(
            names = "--jwt-secret",
            paramLabel = "JWT_SECRET",
            description = "the shared secret of HS256 tokens, at least 32 bytes")
    private @Nullable String secret;

    @Option(
            names = "--jwt-jwks-url",
            paramLabel = "JWT_JWKS_URL",
            description = "where the public keys of other tokens are")
    private @Nullable URI keys;

    @Option(names = "--jwt-issuer", paramLabel = "JWT_ISSUER", description = "the only issuer taken")
    private @Nullable String issuer;

    @Option(names = "--jwt-audience", paramLabel = "JWT_AUDIENCE", description = "the audience that tokens must be for")
    private @Nullable String audience;

    @Option(
            names = "--jwt-algorithms",
            paramLabel = "JWT_ALGORITHMS",
            split = ",",
            description =
                    "the only algorithms taken, such as RS256,ES256; any that the secret and keys fit if not given")
    private Set<String> algorithms = Set.of();

    @Option(
            names = "--jwt-parties",
            paramLabel = "JWT_PARTIES",
            split = ",",
            description = "the only parties (azp) that tokens may have been issued to; any if not given")
    private Set<String> parties = Set.of();

    @Option(
            names = "--jwt-user-claim",
            paramLabel = "JWT_USER_CLAIM",
            description = "sub if not given; a claim's name or, beginning with a slash, a JSON pointer")
    private @Nullable String userClaim;

    @Option(
            names = "--jwt-organization-claim",
            paramLabel = "JWT_ORGANIZATION_CLAIM",
            description = "org_id if not given; of several, with commas, the first that is there")
    private @Nullable String organizationClaim;

    @Option(
            names = "--jwt-organization-key",
            paramLabel = "JWT_ORGANIZATION_KEY",
            description = "what names an organization listed with both: alias or id; alias if not given")
    private OrganizationKey organizationKey = OrganizationKey.ALIAS;

    @Option(
            names = "--jwt-role-claim",
            paramLabel = "JWT_ROLE_CLAIM",
            description = "org_role if not given; of several, with commas, the highest role")
    private @Nullable String roleClaim;

    @Option(
            names = "--role-map",
            paramLabel = "ROLE_MAP",
            split = ",",
            description = {"what other names of roles mean, such as", "editor=member,billing=viewer"})
    private List<String> roles = List.of();

    /** As set; null if something is missing or wrong. */
    @Nullable
    JwtSettings settings(Missing missing) {
        if (secret == null && keys == null) {
            missing.fault("JWT_SECRET or JWT_JWKS_URL is missing");
            return null;
        }
        return settings(TokenShape.ANY, missing);
    }

    /** As set, but with the secret of the embedded mode where none is set; null if something is wrong. */
    @Nullable
    JwtSettings settings(Home home, Missing missing) {
        return with(secret == null ? home.jwtSecret() : secret, TokenShape.ANY, missing);
    }

    /** As set, and where nothing is set as the provider's tokens are; null if something is wrong. */
    @Nullable
    JwtSettings settings(TokenShape shape, Missing missing) {
        return with(secret, shape, missing);
    }

    /** Whether anything is set. */
    boolean given() {
        return Stream.of(secret, keys, issuer, audience, userClaim, organizationClaim, roleClaim)
                        .anyMatch(Objects::nonNull)
                || organizationKey != OrganizationKey.ALIAS
                || Stream.of(algorithms, parties, roles).anyMatch(set -> !set.isEmpty());
    }

    @Nullable
    String issuer() {
        return issuer;
    }

    @Nullable
    String audience() {
        return audience;
    }

    Roles roles(Missing missing) {
        try {
            return Roles.of(roles);
        } catch (IllegalArgumentException e) {
            missing.fault("ROLE_MAP: " + e.getMessage());
            return Roles.STANDARD;
        }
    }

    private @Nullable JwtSettings with(@Nullable String shared, TokenShape shape, Missing missing) {
        try {
            return new JwtSettings(
                    shared,
                    or(keys, shape.keys()),
                    or(shape.issuer(), issuer),
                    or(audience, shape.audience()),
                    algorithms.isEmpty() ? shape.algorithms() : algorithms,
                    claims(shape, missing),
                    parties,
                    shape.refused());
        } catch (IllegalArgumentException e) {
            missing.fault("JWT: " + e.getMessage());
            return null;
        }
    }

    private JwtSettings.Claims claims(TokenShape shape, Missing missing) {
        return new JwtSettings.Claims(
                Objects.requireNonNullElse(userClaim, "sub"),
                Objects.requireNonNullElse(organizationClaim, shape.organization()),
                Objects.requireNonNullElse(roleClaim, shape.role()),
                organizationKey,
                roles(missing));
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }
}
