package dev.orgstorage.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.http.KeptTokens.Verified;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code Authorization: Bearer} tokens: signed JWTs, by an algorithm that is allowed, from the issuer and for the
 * audience that are set, with an expiry that has not passed by more than 30 seconds. Public keys are fetched when first
 * needed, kept for five minutes, and fetched again when a token names a key not among them, but no more often than every
 * 30 seconds. A token that was good is taken for a minute without its signature being checked again.
 */
public final class JwtAuthenticator implements Authenticator {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final String SCHEME = "Bearer ";

    private final JwtSettings settings;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;
    private final JwtKeys keys;
    private final JwtClaims said;
    private final KeptTokens kept;

    public JwtAuthenticator(JwtSettings settings, InstantSource clock) {
        this.settings = settings;
        this.claims = verifier(settings, clock);
        this.keys = new JwtKeys(settings);
        this.said = new JwtClaims(settings.claims());
        this.kept = new KeptTokens(clock);
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
        String token = authorization.substring(SCHEME.length()).trim();
        if (token.length() > LONGEST_TOKEN) {
            throw new Unauthenticated("The token is longer than " + LONGEST_TOKEN + " characters");
        }
        return kept.principal(token, this::verified);
    }

    private Verified verified(String text) {
        JWTClaimsSet token = claims(text);
        return new Verified(principal(token), beginning(token), end(token));
    }

    /** As the library counts: a moment that is ahead by exactly the skew is not there yet. */
    private static Instant beginning(JWTClaimsSet token) {
        @Nullable Date notBefore = token.getNotBeforeTime();
        return notBefore == null
                ? Instant.MIN
                : notBefore.toInstant().minus(SKEW).plusMillis(1);
    }

    private static Instant end(JWTClaimsSet token) {
        return token.getExpirationTime().toInstant().plus(SKEW);
    }

    private JWTClaimsSet claims(String text) {
        try {
            SignedJWT jwt = parsed(text);
            if (!settings.takes(jwt.getHeader().getAlgorithm())) {
                throw new Unauthenticated("The token is signed with an algorithm that is not taken here");
            }
            if (!keys.signed(jwt)) {
                throw new Unauthenticated("The token's signature is not valid");
            }
            JWTClaimsSet token = jwt.getJWTClaimsSet();
            claims.verify(token, null);
            if (token.getExpirationTime() == null) {
                throw new Unauthenticated("The token's exp is null");
            }
            requireAdmitted(token);
            return token;
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

    private Principal principal(JWTClaimsSet token) {
        try {
            return said.principal(token.getClaims());
        } catch (IllegalArgumentException e) {
            throw new Unauthenticated("The token's " + e.getMessage(), e);
        }
    }

    private void requireAdmitted(JWTClaimsSet token) {
        if (!settings.parties().isEmpty()
                && !(token.getClaim("azp") instanceof String party
                        && settings.parties().contains(party))) {
            throw new Unauthenticated("The token was not issued to a party (azp) that is taken here");
        }
        settings.refused().forEach((claim, value) -> {
            if (value.equals(token.getClaim(claim))) {
                throw new Unauthenticated("The token says " + claim + ": " + value + ", and is not taken yet");
            }
        });
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> verifier(JwtSettings settings, InstantSource clock) {
        JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder();
        if (settings.issuer() != null) {
            exact.issuer(settings.issuer());
        }
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(settings.audience(), exact.build(), Set.of("exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
        return verifier;
    }
}
