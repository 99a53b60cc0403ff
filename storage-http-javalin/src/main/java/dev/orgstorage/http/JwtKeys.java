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
import com.nimbusds.jwt.SignedJWT;
import dev.orgstorage.domain.StorageException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that tokens are signed with: the shared secret, and those at the JWKS URL. */
final class JwtKeys {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int LARGEST_SET = 512 * 1024;
    private static final JWKSelector ANY_KEY = new JWKSelector(new JWKMatcher.Builder().build());

    private final @Nullable String secret;
    private final @Nullable JWKSource<SecurityContext> keys;

    JwtKeys(JwtSettings settings) {
        this.secret = settings.secret();
        this.keys = settings.keys() == null ? null : source(settings.keys());
    }

    /**
     * Whether one of the keys that the token may mean has signed it.
     *
     * @throws JOSEException if that cannot be checked
     * @throws StorageException.Unavailable if the keys cannot be fetched
     */
    boolean signed(SignedJWT jwt) throws JOSEException {
        for (JWSVerifier verifier : verifiers(jwt.getHeader())) {
            if (jwt.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    private List<JWSVerifier> verifiers(JWSHeader header) throws JOSEException {
        if (JWSAlgorithm.Family.HMAC_SHA.contains(header.getAlgorithm())) {
            return secret == null ? List.of() : List.of(new MACVerifier(secret));
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

    private static JWKSource<SecurityContext> source(URI keys) {
        int wait = Math.toIntExact(WAIT.toMillis());
        try {
            return JWKSourceBuilder.create(keys.toURL(), new DefaultResourceRetriever(wait, wait, LARGEST_SET))
                    .cache(KEPT.toMillis(), WAIT.toMillis() * 2)
                    .refreshAheadCache(false)
                    .rateLimited(INTERVAL.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not a JWKS URL: " + keys, e);
        }
    }
}
