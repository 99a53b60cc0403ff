package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.domain.StorageException.Unavailable;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens signed with an identity provider's private keys, of which it publishes the public halves. */
@Timeout(60)
final class JwtKeysTest {
    private static final UserId ANN = new UserId("auth0|ann");
    private static final RSAKey RSA = rsa("rsa-1");
    private static final RSAKey NEXT_RSA = rsa("rsa-2");
    private static final ECKey EC = ec("ec-1");
    private static final EdwardsKey EDWARDS = EdwardsKey.generate("ed-1");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-25T01:00:00Z"));
    private final Tokens tokens = new Tokens(clock);
    private final Jwks jwks = new Jwks(RSA.toPublicJWK(), EC.toPublicJWK(), EDWARDS.published());
    private final JwtAuthenticator authenticator = taking(Set.of());

    @AfterEach
    void close() {
        jwks.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "EdDSA"})
    void everyAsymmetricAlgorithmIsTaken(String algorithm) {
        String named = signed(algorithm, keyIdFor(algorithm), ann());
        assertThat(authenticator.authenticate(Tokens.request("Bearer " + named)))
                .isEqualTo(Principal.personal(ANN));
        taken(signed(algorithm, null, ann()));
        assertThat(jwks.fetches).hasValue(1);
        refused(named.substring(0, named.length() - 40) + "A".repeat(40));
        refused(changed(named));
    }

    @Test
    void anAlgorithmThatWasNotAllowedIsRefused() {
        JwtAuthenticator onlyPs = taking(Set.of("PS256", "EdDSA"));
        assertThat(onlyPs.authenticate(Tokens.request("Bearer " + signed("PS256", "rsa-1", ann())))
                        .user())
                .isEqualTo(ANN);
        for (String algorithm : Set.of("RS256", "ES256", "PS384")) {
            assertThatThrownBy(() -> onlyPs.authenticate(
                            Tokens.request("Bearer " + signed(algorithm, keyIdFor(algorithm), ann()))))
                    .isExactlyInstanceOf(Unauthenticated.class);
        }
    }

    /** The oldest trick: what everybody knows, taken for a shared secret. */
    @Test
    void aPublicKeyIsNoSecret() throws JOSEException {
        JwtAuthenticator both = new JwtAuthenticator(
                new JwtSettings(Tokens.SECRET, jwks.url(), null, null, Set.of(), JwtSettings.Claims.STANDARD),
                tokens.clock());
        for (byte[] known : new byte[][] {
            RSA.toRSAPublicKey().getEncoded(),
            RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            RSA.getModulus().decode()
        }) {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build();
            String forged = Tokens.signed(header, ann(), new MACSigner(known));
            refused(forged);
            assertThatThrownBy(() -> both.authenticate(Tokens.request("Bearer " + forged)))
                    .isExactlyInstanceOf(Unauthenticated.class);
        }
        assertThat(both.authenticate(Tokens.request("Bearer " + Tokens.shared(ann())))
                        .user())
                .isEqualTo(ANN);
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsNotTrusted() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(NEXT_RSA.toPublicJWK())
                .keyID("rsa-1")
                .build();
        refused(Tokens.signed(header, ann(), new RSASSASigner(NEXT_RSA)));
        JWSHeader elsewhere = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwkURL(jwks.url().resolve("/evil"))
                .build();
        refused(Tokens.signed(elsewhere, ann(), new RSASSASigner(NEXT_RSA)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void whatATokenCallsCriticalAndNobodyKnowsIsRefused(String algorithm) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .criticalParams(Set.of("must-know"))
                .customParam("must-know", "this")
                .build();
        refused(Tokens.signed(header, ann(), signer(algorithm)));
    }

    @Test
    void aKeyForEncryptionSignsNothing() {
        jwks.publish(
                new RSAKey.Builder(RSA.toPublicJWK()).keyUse(KeyUse.ENCRYPTION).build());
        refused(signed("RS256", "rsa-1", ann()));
    }

    @Test
    void aKeyThatIsNewIsFetched() {
        taken(signed("RS256", "rsa-1", ann()));
        jwks.publish(NEXT_RSA.toPublicJWK(), RSA.toPublicJWK());
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-2").build();
        taken(Tokens.signed(header, ann(), signer(NEXT_RSA)));
        taken(signed("RS256", "rsa-1", ann()));
        assertThat(jwks.fetches).hasValue(2);
    }

    @Test
    void aKeyThatIsTakenOutCountsForAMinuteAtMost() {
        String signed = signed("RS256", "rsa-1", ann());
        taken(signed);
        jwks.publish(NEXT_RSA.toPublicJWK());
        JWSHeader next =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-2").build();
        taken(Tokens.signed(next, ann(), signer(NEXT_RSA)));
        refused(signed("RS256", "rsa-1", ann().claim("jti", "another")));
        clock.advance(Duration.ofSeconds(60));
        refused(signed);
    }

    @Test
    void keysThatDoNotExistCauseNoStorm() {
        taken(signed("RS256", "rsa-1", ann()));
        for (int i = 0; i < 50; i++) {
            refused(signed("RS256", "../../etc/passwd?" + i, ann()));
            refused(signed("ES256", "rsa-" + i, ann()));
        }
        assertThat(jwks.fetches).hasValueLessThanOrEqualTo(2);
        taken(signed("RS256", "rsa-1", ann()));
    }

    @Test
    void aTokenThatIsExpiredOrUnreadableFetchesNothing() {
        refused("a.b.c");
        refused(Tokens.shared(ann()));
        assertThat(jwks.fetches).hasValue(0);
    }

    @Test
    void whileKeysCannotBeFetchedAndNoneAreKnownNobodyCanBeTold() {
        jwks.fails();
        for (int i = 0; i < 5; i++) {
            unavailable(signed("RS256", "rsa-1", ann()));
        }
        assertThat(jwks.fetches).hasValueLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"keys\":12}"})
    void keysThatAreNoneAreAnOutageToo(String document) {
        jwks.publish(document);
        unavailable(signed("RS256", "rsa-1", ann()));
    }

    @Test
    void whileKeysCannotBeFetchedTheKnownOnesGoOn() {
        taken(signed("RS256", "rsa-1", ann()));
        jwks.close();
        unavailable(signed("RS256", "rsa-2", ann()));
        taken(signed("RS256", "rsa-1", ann()));
        taken(signed("EdDSA", "ed-1", ann()));
    }

    @Test
    void aProviderThatDoesNotAnswerHoldsNobodyUpForLong() throws Exception {
        taken(signed("RS256", "rsa-1", ann()));
        jwks.isSilent();
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                    () -> authenticator.authenticate(Tokens.request("Bearer " + signed("RS256", "rsa-2", ann()))),
                    other);
            while (jwks.fetches.get() < 2) {
                Thread.onSpinWait();
            }
            taken(signed("RS256", "rsa-1", ann()));
            assertThat(waiting).isNotDone();
            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Unavailable.class);
        }
    }

    private JwtAuthenticator taking(Set<String> algorithms) {
        return new JwtAuthenticator(
                new JwtSettings(null, jwks.url(), null, null, algorithms, JwtSettings.Claims.STANDARD), tokens.clock());
    }

    private void taken(String token) {
        assertThat(authenticator.authenticate(Tokens.request("Bearer " + token)).user())
                .isEqualTo(ANN);
    }

    private void refused(String token) {
        assertThatThrownBy(() -> authenticator.authenticate(Tokens.request("Bearer " + token)))
                .as(token)
                .isExactlyInstanceOf(Unauthenticated.class);
    }

    private void unavailable(String token) {
        assertThatThrownBy(() -> authenticator.authenticate(Tokens.request("Bearer " + token)))
                .isExactlyInstanceOf(Unavailable.class);
    }

    private JWTClaimsSet.Builder ann() {
        return tokens.claims(ANN.value());
    }

    private static String signed(String algorithm, @Nullable String keyId, JWTClaimsSet.Builder claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .keyID(keyId)
                .build();
        return Tokens.signed(header, claims, signer(algorithm));
    }

    /** The token, saying that it is of somebody else. */
    private String changed(String token) {
        String[] parts = token.split("\\.", -1);
        String payload =
                tokens.claims("auth0|bob").build().toPayload().toBase64URL().toString();
        return parts[0] + "." + payload + "." + parts[2];
    }

    private static String keyIdFor(String algorithm) {
        return switch (algorithm.substring(0, 2)) {
            case "ES" -> "ec-1";
            case "Ed" -> "ed-1";
            default -> "rsa-1";
        };
    }

    private static JWSSigner signer(String algorithm) {
        try {
            return switch (algorithm.substring(0, 2)) {
                case "ES" -> new ECDSASigner(EC);
                case "Ed" -> EDWARDS;
                default -> signer(RSA);
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
