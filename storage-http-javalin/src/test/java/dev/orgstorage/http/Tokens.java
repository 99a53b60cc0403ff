package dev.orgstorage.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.javalin.http.Context;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes tokens as an identity provider would, and some that none would. */
public record Tokens(InstantSource clock) {
    public static final String SECRET = "thirty-two bytes, and some more.";

    /** What a token says of a user for the next five minutes. */
    public JWTClaimsSet.Builder claims(String user) {
        return new JWTClaimsSet.Builder()
                .subject(user)
                .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))));
    }

    /** Signed with the shared secret. */
    public static String shared(JWTClaimsSet.Builder claims) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.HS256), claims, new MACSigner(SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String signed(JWSHeader header, JWTClaimsSet.Builder claims, JWSSigner signer) {
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** Header and payload just as they are, signed with the shared secret. */
    static String sharedOf(String header, String payload) {
        String signed = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        try {
            JWSHeader plain = new JWSHeader(JWSAlgorithm.HS256);
            return signed + "." + new MACSigner(SECRET).sign(plain, signed.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request that has this Authorization header and nothing else; null for none. */
    public static Context request(@Nullable String authorization) {
        return (Context) Proxy.newProxyInstance(
                Tokens.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("header") && arguments.length == 1) {
                        return "Authorization".equals(arguments[0]) ? authorization : null;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
