package dev.orgstorage.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.domain.UserId;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code Authorization: Bearer} tokens: signed JWTs, by an algorithm that is allowed, from the issuer and for the
 * audience that are set, with an expiry that has not passed by more than 30 seconds. Public keys are fetched when first
 * needed, kept for five minutes, and fetched again when a token names a key not among them, but no more often than every
 * 30 seconds.
 */
public final class JwtAuthenticator implements Authenticator {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration KEYS_WAIT = Duration.ofSeconds(3);
    private static final Duration KEYS_INTERVAL = Duration.ofSeconds(30);
    private static final int LARGEST_KEYS = 512 * 1024;
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final JWKSelector ANY_KEY = new JWKSelector(new JWKMatcher.Builder().build());
    private static final String SCHEME = "Bearer ";

    private final JwtSettings settings;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;
    private final @Nullable JWKSource<SecurityContext> keys;

    public JwtAuthenticator(JwtSettings settings, InstantSource clock) {
        this.settings = settings;
        this.claims = verifier(settings, clock);
        this.keys = settings.keys() == null ? null : source(settings.keys());
    }

    @Override
    public Principal authenticate(Context request) {
        @Nullable String authorization = request.header(Header.AUTHORIZATION);
        if (authorization == null) {
            throw new Unauthenticated("A token is needed; send Authorization: Bearer <token>");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthenticated("Only Bearer tokens are taken; send Authorization: Bearer <token>");
        }
        return principal(verified(authorization.substring(SCHEME.length()).trim()));
    }

    private JWTClaimsSet verified(String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw new Unauthenticated("The token is longer than " + LONGEST_TOKEN + " characters");
        }
        try {
            SignedJWT jwt = parsed(token);
            if (!settings.takes(jwt.getHeader().getAlgorithm())) {
                throw new Unauthenticated("The token is signed with an algorithm that is not taken here");
            }
            if (!isSigned(jwt)) {
                throw new Unauthenticated("The token's signature is not valid");
            }
            JWTClaimsSet said = jwt.getJWTClaimsSet();
            claims.verify(said, null);
            if (said.getExpirationTime() == null) {
                throw new Unauthenticated("The token's exp is null");
            }
            return said;
        } catch (ParseException e) {
            throw new Unauthenticated("The token is not a signed JWT", e);
        } catch (BadJWTException e) {
            throw new Unauthenticated("The token is not valid: " + e.getMessage(), e);
        } catch (JOSEException e) {
            throw new Unauthenticated("The token's signature cannot be checked", e);
        }
    }

    /** The library meets some of what is no JWT, such as a header that is null, with exceptions of its own making. */
    private static SignedJWT parsed(String token) throws ParseException {
        try {
            return SignedJWT.parse(token);
        } catch (RuntimeException e) {
            throw new Unauthenticated("The token is not a signed JWT", e);
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        for (JWSVerifier verifier : verifiers(jwt.getHeader())) {
            if (jwt.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    private List<JWSVerifier> verifiers(JWSHeader header) throws JOSEException {
        if (JWSAlgorithm.Family.HMAC_SHA.contains(header.getAlgorithm())) {
            return settings.secret() == null ? List.of() : List.of(new MACVerifier(settings.secret()));
        }
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        List<JWSVerifier> verifiers = new ArrayList<>();
        if (keys != null && matcher != null) {
            for (JWK key : select(keys, new JWKSelector(matcher))) {
                verifiers.add(verifier(key));
            }
        }
        return verifiers;
    }

    private static List<JWK> select(JWKSource<SecurityContext> keys, JWKSelector selector) {
        try {
            return keys.get(selector, null);
        } catch (RateLimitReachedException e) {
            return noneOfTheKnown(keys);
        } catch (JWKSetUnavailableException e) {
            throw unavailable(e);
        } catch (KeySourceException e) {
            return List.of();
        }
    }

    /** None, if keys are known; otherwise nobody can say whether the token is good. */
    private static List<JWK> noneOfTheKnown(JWKSource<SecurityContext> keys) {
        try {
            keys.get(ANY_KEY, null);
            return List.of();
        } catch (KeySourceException e) {
            throw unavailable(e);
        }
    }

    private static StorageException.Unavailable unavailable(KeySourceException e) {
        return new StorageException.Unavailable("fetch the keys that tokens are signed with", e);
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa.toPublicJWK());
            case ECKey ec -> new ECDSAVerifier(ec.toPublicJWK());
            case OctetKeyPair edwards -> new Ed25519Signature(edwards);
            default -> throw new JOSEException("Keys of type " + key.getKeyType() + " are not used for tokens");
        };
    }

    private Principal principal(JWTClaimsSet token) {
        try {
            UserId user = new UserId(text(token, settings.claims().user(), ""));
            String organization = text(token, settings.claims().organization(), "");
            return organization.isEmpty()
                    ? Principal.personal(user)
                    : Principal.in(new OrganizationId(organization), user, role(token));
        } catch (IllegalArgumentException e) {
            throw new Unauthenticated("The token's " + e.getMessage(), e);
        }
    }

    /** A role that is not known here may no more than read. */
    private Role role(JWTClaimsSet token) {
        String role = text(token, settings.claims().role(), "member").toLowerCase(Locale.ROOT);
        return switch (role.substring(role.lastIndexOf(':') + 1)) {
            case "owner" -> Role.OWNER;
            case "admin" -> Role.ADMIN;
            case "member" -> Role.MEMBER;
            default -> Role.VIEWER;
        };
    }

    private static String text(JWTClaimsSet token, String claim, String absent) {
        @Nullable Object value = token.getClaim(claim);
        return switch (value) {
            case null -> absent;
            case String text -> text;
            default -> throw new IllegalArgumentException("claim " + claim + " is not text");
        };
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> verifier(JwtSettings settings, InstantSource clock) {
        JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder();
        if (settings.issuer() != null) {
            exact.issuer(settings.issuer());
        }
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        exact.build(),
                        Set.of("exp", settings.claims().user())) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
        return verifier;
    }

    private static JWKSource<SecurityContext> source(URI keys) {
        int wait = Math.toIntExact(KEYS_WAIT.toMillis());
        try {
            return JWKSourceBuilder.create(keys.toURL(), new DefaultResourceRetriever(wait, wait, LARGEST_KEYS))
                    .cache(KEYS_KEPT.toMillis(), KEYS_WAIT.toMillis() * 2)
                    .refreshAheadCache(false)
                    .rateLimited(KEYS_INTERVAL.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not a JWKS URL: " + keys, e);
        }
    }
}
