package dev.orgstorage.benchmarks.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** Tokens as an identity provider would sign them, one for each user in each context. */
final class Tokens {
    private static final Duration LIFE = Duration.ofDays(1);

    private final Map<String, String> signed = new HashMap<>();
    private final String secret;
    private final Instant now = Instant.now();

    Tokens(String secret) {
        this.secret = secret;
    }

    String of(Target target) {
        return signed.computeIfAbsent(target.user() + "\t" + target.organization(), it -> sign(target));
    }

    private String sign(Target target) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(target.user())
                .claim("org_id", target.organization())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new CannotMeasure("The secret of tokens has to have 32 bytes or more", e);
        }
    }
}
