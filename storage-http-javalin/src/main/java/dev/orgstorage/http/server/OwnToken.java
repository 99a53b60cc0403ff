package dev.orgstorage.http.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.orgstorage.http.JwtSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;

/** Tokens that we sign ourselves, with a shared secret. */
final class OwnToken {
    private OwnToken() {}

    /** One that says this and is good for so long, with issuer and audience as these settings want them. */
    static String signed(JwtSettings settings, Map<String, Object> said, Instant now, Duration life) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
        said.forEach(claims::claim);
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        try {
            token.sign(new MACSigner(Objects.requireNonNull(settings.secret())));
        } catch (JOSEException e) {
            throw new IllegalStateException("A secret that is long enough signs", e);
        }
        return token.serialize();
    }
}
