package dev.orgstorage.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orgstorage.http.JwtAuthenticator;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.Principal;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Telling who asks by a token: by one that is new, and by one that was taken within the last minute. */
@State(Scope.Benchmark)
public class TokenBenchmark {
    private static final String SECRET = "thirty-two bytes, and some more.";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Date END = Date.from(BEGIN.plus(Duration.ofDays(100_000)));

    private final RSAKey rsa;
    private final ECKey ec;
    private final HttpServer keys;
    private final JwtAuthenticator standing;
    private final JwtAuthenticator hurrying;
    private final Context hs256;
    private final Context rs256;
    private final Context es256;
    private Instant now = BEGIN;

    public TokenBenchmark() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            hs256 = request(JWSAlgorithm.HS256, "", new MACSigner(SECRET));
            rs256 = request(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa));
            es256 = request(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec));
            keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        keys.createContext("/", this::publish);
        keys.start();
        URI url = URI.create("http://127.0.0.1:" + keys.getAddress().getPort());
        JwtSettings settings = new JwtSettings(SECRET, url, null, null, Set.of(), JwtSettings.Claims.STANDARD);
        standing = new JwtAuthenticator(settings, () -> BEGIN);
        hurrying = new JwtAuthenticator(settings, this::aMinuteLater);
    }

    @Benchmark
    public Principal hs256New() {
        return hurrying.authenticate(hs256);
    }

    @Benchmark
    public Principal hs256Again() {
        return standing.authenticate(hs256);
    }

    @Benchmark
    public Principal rs256New() {
        return hurrying.authenticate(rs256);
    }

    @Benchmark
    public Principal rs256Again() {
        return standing.authenticate(rs256);
    }

    @Benchmark
    public Principal es256New() {
        return hurrying.authenticate(es256);
    }

    @Benchmark
    public Principal es256Again() {
        return standing.authenticate(es256);
    }

    @TearDown
    public void close() {
        keys.stop(0);
    }

    /** Nothing is kept for longer. */
    private Instant aMinuteLater() {
        now = now.equals(BEGIN.plus(Duration.ofDays(50_000))) ? BEGIN : now.plus(Duration.ofMinutes(1));
        return now;
    }

    private void publish(HttpExchange exchange) throws IOException {
        byte[] set = new JWKSet(List.of(rsa, ec)).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, set.length);
        exchange.getResponseBody().write(set);
        exchange.close();
    }

    private static Context request(JWSAlgorithm algorithm, String key, JWSSigner signer) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("https://id.example.com/")
                .subject("user_2abcdefghijklmnopqrstuv")
                .claim("org_id", "org_2abcdefghijklmnopqrstuvw")
                .claim("org_role", "member")
                .issueTime(Date.from(BEGIN))
                .expirationTime(END)
                .build();
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
        token.sign(signer);
        return bearing("Bearer " + token.serialize());
    }

    private static Context bearing(String authorization) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("header") && arguments.length == 1) {
                        return "Authorization".equals(arguments[0]) ? authorization : null;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
