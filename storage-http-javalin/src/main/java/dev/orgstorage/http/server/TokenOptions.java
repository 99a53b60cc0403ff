package dev.orgstorage.http.server;

import dev.orgstorage.http.JwtSettings;
import java.net.URI;
import java.util.Set;
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

    @Option(names = "--jwt-user-claim", paramLabel = "JWT_USER_CLAIM", description = "sub if not given")
    private String userClaim = JwtSettings.Claims.STANDARD.user();

    @Option(
            names = "--jwt-organization-claim",
            paramLabel = "JWT_ORGANIZATION_CLAIM",
            description = "org_id if not given")
    private String organizationClaim = JwtSettings.Claims.STANDARD.organization();

    @Option(names = "--jwt-role-claim", paramLabel = "JWT_ROLE_CLAIM", description = "org_role if not given")
    private String roleClaim = JwtSettings.Claims.STANDARD.role();

    /** As set; null if something is missing or wrong. */
    @Nullable
    JwtSettings settings(Missing missing) {
        if (secret == null && keys == null) {
            missing.fault("JWT_SECRET or JWT_JWKS_URL is missing");
            return null;
        }
        return with(secret, missing);
    }

    /** As set, but with the secret of the embedded mode where none is set; null if something is wrong. */
    @Nullable
    JwtSettings settings(Home home, Missing missing) {
        return with(secret == null ? home.jwtSecret() : secret, missing);
    }

    private @Nullable JwtSettings with(@Nullable String shared, Missing missing) {
        JwtSettings.Claims claims = new JwtSettings.Claims(userClaim, organizationClaim, roleClaim);
        try {
            return new JwtSettings(shared, keys, issuer, audience, algorithms, claims);
        } catch (IllegalArgumentException e) {
            missing.fault("JWT: " + e.getMessage());
            return null;
        }
    }
}
