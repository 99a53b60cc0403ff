package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.SettableClock;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens signed with a shared secret: which are taken, and what they say. */
final class JwtAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-10-25T01:00:00Z");
    private static final UserId ANN = new UserId("auth0|ann");
    private static final OrganizationId ACME = new OrganizationId("org_acme");

    private final SettableClock clock = new SettableClock(NOW);
    private final Tokens tokens = new Tokens(clock);
    private final JwtAuthenticator authenticator = with(JwtSettings.shared(Tokens.SECRET));

    @Test
    void aTokenTellsItsUser() {
        assertThat(told(ann())).isEqualTo(Principal.personal(ANN));
    }

    @Test
    void aTokenTellsItsActiveOrganization() {
        assertThat(told(ann().claim("org_id", "org_acme").claim("org_role", "admin")))
                .isEqualTo(Principal.in(ACME, ANN, Role.ADMIN));
    }

    @ParameterizedTest
    @CsvSource({
        "owner,OWNER",
        "org:owner,OWNER",
        "admin,ADMIN",
        "Admin,ADMIN",
        "ADMIN,ADMIN",
        "org:admin,ADMIN",
        "a:b:admin,ADMIN",
        "member,MEMBER",
        "org:Member,MEMBER",
        "viewer,VIEWER",
        "VIEWER,VIEWER",
        "basic_member,VIEWER",
        "superadmin,VIEWER",
        "admin:,VIEWER",
        "'',VIEWER",
        "' admin',VIEWER",
        "ADMİN,VIEWER",
    })
    void aRoleNobodyKnowsMayOnlyRead(String claim, Role role) {
        assertThat(told(ann().claim("org_id", "org_acme").claim("org_role", claim)))
                .isEqualTo(Principal.in(ACME, ANN, role));
    }

    @Test
    void noRoleIsAMember() {
        assertThat(told(ann().claim("org_id", "org_acme"))).isEqualTo(Principal.in(ACME, ANN, Role.MEMBER));
        assertThat(told(ann().claim("org_id", "org_acme").claim("org_role", null)))
                .isEqualTo(Principal.in(ACME, ANN, Role.MEMBER));
    }

    @Test
    void anEmptyOrganizationIsNone() {
        assertThat(told(ann().claim("org_id", ""))).isEqualTo(Principal.personal(ANN));
        assertThat(told(ann().claim("org_id", null).claim("org_role", "admin"))).isEqualTo(Principal.personal(ANN));
    }

    @Test
    void claimsMayHaveOtherNames() {
        JwtSettings.Claims names = new JwtSettings.Claims("uid", "tenant", "https://acme.example/role");
        JwtAuthenticator other = with(new JwtSettings(Tokens.SECRET, null, null, null, Set.of(), names));
        JWTClaimsSet.Builder claims = tokens.claims("somebody else")
                .claim("uid", "auth0|ann")
                .claim("org_id", "org_globex")
                .claim("tenant", "org_acme")
                .claim("https://acme.example/role", "owner");
        assertThat(other.authenticate(bearer(Tokens.shared(claims)))).isEqualTo(Principal.in(ACME, ANN, Role.OWNER));
        assertThatThrownBy(() -> other.authenticate(bearer(Tokens.shared(ann()))))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("uid");
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        String token = Tokens.shared(ann());
        for (String scheme : List.of("Bearer ", "bearer ", "BEARER ", "Bearer   ")) {
            assertThat(authenticator
                            .authenticate(Tokens.request(scheme + token))
                            .user())
                    .isEqualTo(ANN);
        }
        for (String other : List.of("", "Bearer", "Bearer ", "Bearer" + token, "Basic YTpi", token, "Token " + token)) {
            assertThatThrownBy(() -> authenticator.authenticate(Tokens.request(other)))
                    .isInstanceOf(Unauthenticated.class);
        }
        assertThatThrownBy(() -> authenticator.authenticate(Tokens.request(null)))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("Authorization: Bearer");
    }

    @Test
    void anExpiryMayHavePassedByLessThanHalfAMinute() {
        String token = Tokens.shared(ann().expirationTime(Date.from(NOW)));
        clock.set(NOW.plusMillis(29_999));
        assertThat(authenticator.authenticate(bearer(token)).user()).isEqualTo(ANN);
        clock.set(NOW.plusSeconds(30));
        refused(token, "xpired");
        clock.set(NOW.plus(Duration.ofDays(400)));
        refused(token, "xpired");
    }

    @Test
    void aBeginningMayBeAheadByLessThanHalfAMinute() {
        String token = Tokens.shared(ann().notBeforeTime(Date.from(NOW.plusSeconds(30))));
        refused(token, "before");
        clock.set(NOW.plusMillis(1));
        assertThat(authenticator.authenticate(bearer(token)).user()).isEqualTo(ANN);
    }

    @Test
    void aTokenThatWasTakenIsRefusedWhenItsTimeHasPassedOrIsNotThereYet() {
        String token =
                Tokens.shared(ann().notBeforeTime(Date.from(NOW)).expirationTime(Date.from(NOW.plusSeconds(10))));
        assertThat(authenticator.authenticate(bearer(token)).user()).isEqualTo(ANN);
        clock.set(NOW.plusMillis(39_999));
        assertThat(authenticator.authenticate(bearer(token)).user()).isEqualTo(ANN);
        clock.set(NOW.plusSeconds(40));
        refused(token, "xpired");
        clock.set(NOW.minusSeconds(30));
        refused(token, "before");
        clock.set(NOW.minusSeconds(30).plusMillis(1));
        assertThat(authenticator.authenticate(bearer(token)).user()).isEqualTo(ANN);
    }

    @Test
    void aTokenThatWasTakenIsStillReadExactly() {
        String token = Tokens.shared(ann());
        assertThat(authenticator.authenticate(bearer(token)).user()).isEqualTo(ANN);
        String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        refused(token.replace(payload, payload.toUpperCase(Locale.ROOT)), "");
        refused(token.substring(0, token.length() - 1), "");
        refused(token + "A", "");
        refused(token + ".", "");
    }

    @Test
    void aTokenThatWasTakenHereIsRefusedWhereOthersAreTaken() {
        String token = Tokens.shared(ann());
        assertThat(authenticator.authenticate(bearer(token)).user()).isEqualTo(ANN);
        JwtAuthenticator elsewhere =
                new JwtAuthenticator(JwtSettings.shared("another secret, of another server."), clock);
        assertThatThrownBy(() -> elsewhere.authenticate(bearer(token))).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void aTokenForEverIsRefused() {
        refused(Tokens.shared(ann().expirationTime(null)), "exp");
    }

    @Test
    void issuerAndAudienceHaveToBeTheOnesSet() {
        JwtAuthenticator strict = with(new JwtSettings(
                Tokens.SECRET, null, "https://id.example", "storage", Set.of(), JwtSettings.Claims.STANDARD));
        JWTClaimsSet.Builder good = ann().issuer("https://id.example").audience(List.of("other", "storage"));
        assertThat(strict.authenticate(bearer(Tokens.shared(good))).user()).isEqualTo(ANN);
        for (JWTClaimsSet.Builder bad : List.of(
                ann(),
                ann().issuer("https://id.example"),
                ann().audience("storage"),
                ann().issuer("https://id.example/").audience("storage"),
                ann().issuer("https://evil.example").audience("storage"),
                ann().issuer("https://id.example").audience("storage2"),
                ann().issuer("https://id.example").audience(List.of()))) {
            assertThatThrownBy(() -> strict.authenticate(bearer(Tokens.shared(bad))))
                    .isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void aUserHasToBeTextOfSomeKind() {
        refused(Tokens.shared(ann().subject(null)), "sub");
        refused(Tokens.shared(ann().subject("")), "blank");
        refused(Tokens.shared(ann().subject("  ")), "blank");
        refused(Tokens.shared(ann().subject("x".repeat(256))), "255");
        refused(Tokens.shared(ann().subject("nul\u0000")), "control");
        String later = Long.toString(NOW.plusSeconds(60).getEpochSecond());
        for (String sub : List.of("{\"a\":1}", "[\"a\"]", "true", "null")) {
            String payload = "{\"sub\":%s,\"exp\":%s}".formatted(sub, later);
            refused(Tokens.sharedOf("{\"alg\":\"HS256\"}", payload), "");
        }
    }

    @Test
    void anOrganizationAndARoleHaveToBeText() {
        for (Object other : List.of(12, true, Map.of("id", "org_acme"), List.of(12), List.of("org_acme", Map.of()))) {
            refused(Tokens.shared(ann().claim("org_id", other)), "org_id");
        }
        for (Object other : List.of(12, true, Map.of("admin", true), List.of("admin", 12), List.of(List.of("admin")))) {
            refused(Tokens.shared(ann().claim("org_id", "org_acme").claim("org_role", other)), "org_role");
            refused(Tokens.shared(ann().claim("org_role", other)), "org_role");
        }
        refused(Tokens.shared(ann().claim("org_id", " ")), "blank");
        refused(Tokens.shared(ann().claim("org_id", "x".repeat(256))), "255");
        refused(Tokens.shared(ann().claim("org_id", List.of("org_acme", ""))), "blank");
    }

    @Test
    void aRoleMayBeSaidForEachOrganization() {
        OrganizationId globex = new OrganizationId("org_globex");
        JWTClaimsSet.Builder both = ann().claim("org_id", List.of("org_acme", "org_globex"));
        assertThat(told(both.claim("org_role", Map.of("org_acme", "owner", "org_globex", "viewer"))))
                .isEqualTo(new Principal(ANN, Owner.of(ANN), Map.of(ACME, Role.OWNER, globex, Role.VIEWER)));
        assertThat(told(both.claim("org_role", Map.of("org_acme", "owner", "org_other", "admin"))))
                .isEqualTo(new Principal(ANN, Owner.of(ANN), Map.of(ACME, Role.OWNER, globex, Role.MEMBER)));
    }

    @Test
    void ofSeveralOrganizationsNoneIsActive() {
        OrganizationId globex = new OrganizationId("org_globex");
        assertThat(told(ann().claim("org_id", List.of("org_acme", "org_globex")).claim("org_role", "admin")))
                .isEqualTo(new Principal(ANN, Owner.of(ANN), Map.of(ACME, Role.ADMIN, globex, Role.ADMIN)));
        assertThat(told(ann().claim("org_id", List.of("org_acme", "org_acme"))))
                .isEqualTo(Principal.in(ACME, ANN, Role.MEMBER));
        assertThat(told(ann().claim("org_id", List.of()))).isEqualTo(Principal.personal(ANN));
        assertThat(told(ann().claim("org_id", Map.of()))).isEqualTo(Principal.personal(ANN));
    }

    @Test
    void ofSeveralPathsTheFirstThatIsThereCounts() {
        JwtAuthenticator other = with(new JwtSettings(
                Tokens.SECRET,
                null,
                null,
                null,
                Set.of(),
                new JwtSettings.Claims("/who/0,sub", "/o/id, tenant", "/o/rol,roles")));
        JWTClaimsSet.Builder both = ann().claim("who", List.of("bob"))
                .claim("tenant", "t")
                .claim("o", Map.of("id", "org_acme", "rol", "viewer"))
                .claim("roles", List.of("admin"));
        assertThat(other.authenticate(bearer(Tokens.shared(both))))
                .isEqualTo(Principal.in(ACME, new UserId("bob"), Role.ADMIN));
        JWTClaimsSet.Builder second =
                ann().claim("tenant", "org_acme").claim("o", null).claim("who", List.of());
        assertThat(other.authenticate(bearer(Tokens.shared(second)))).isEqualTo(Principal.in(ACME, ANN, Role.MEMBER));
        assertThatThrownBy(() -> other.authenticate(bearer(Tokens.shared(ann().claim("o", "org_acme")))))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("/o/id");
    }

    @Test
    void aTokenThatNobodySignedIsRefused() {
        String plain = new PlainJWT(ann().build()).serialize();
        refused(plain, "");
        refused(plain + "AAAA", "");
        String payload = ann().build().toString();
        for (String alg :
                List.of("none", "None", "NONE", "nOnE", "", "HS384", "HS512", "RS256", "ES256", "EdDSA", "dir")) {
            String header = "{\"alg\":\"%s\"}".formatted(alg);
            refused(Tokens.sharedOf(header, payload), "");
        }
    }

    @Test
    void aTokenSignedWithAnotherSecretOrChangedIsRefused() {
        String token = Tokens.shared(ann());
        String another = Tokens.shared(tokens.claims("auth0|bob"));
        String[] parts = token.split("\\.", -1);
        String[] bobs = another.split("\\.", -1);
        refused(parts[0] + "." + bobs[1] + "." + parts[2], "signature");
        refused(parts[0] + "." + parts[1] + ".", "");
        refused(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20), "signature");
        JwtAuthenticator other = with(JwtSettings.shared("another secret, of thirty-two bytes"));
        assertThatThrownBy(() -> other.authenticate(bearer(token)))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "12",
                "",
                "{\"alg\":null}",
                "{\"alg\":12}",
                "{\"alg\":[\"HS256\"]}",
                "{\"alg\":\"HS256\",\"alg\":\"none\"}",
                "{\"alg\":\"HS256\",\"kid\":12}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"crit\":[]}",
                "{\"alg\":\"HS256\",\"crit\":[\"unknown\"],\"unknown\":1}",
                "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                "{\"alg\":\"HS256\",\"x5c\":[\"!\"]}",
                "{\"alg\":\"HS256\",\"x5u\":\"::\"}",
                "{\"alg\":\"HS256\",\"typ\":{}}",
                "{\"alg\":\"HS256\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}",
            })
    void anOddHeaderIsRefusedOrMeansNothingElse(String header) {
        String token = Tokens.sharedOf(header, ann().build().toString());
        try {
            assertThat(authenticator.authenticate(bearer(token))).isEqualTo(Principal.personal(ANN));
        } catch (Unauthenticated refused) {
            assertThat(refused.getMessage()).doesNotContain(Tokens.SECRET);
        }
    }

    @Test
    void garbageIsRefused() {
        for (String garbage : List.of(
                ".",
                "..",
                "...",
                "....",
                "a.b.c",
                "e30.e30.e30",
                "\u00fc.\u00fc.\u00fc",
                "null",
                "a b c",
                "=.=.=",
                "a.b.c.d.e")) {
            refused(garbage, "");
        }
        String deepHeader = "{\"alg\":\"HS256\",\"a\":" + "[".repeat(2500) + "]".repeat(2500) + "}";
        refused(Tokens.sharedOf(deepHeader, ann().build().toString()), "");
        String deepClaim = "{\"sub\":" + "[".repeat(2500) + "]".repeat(2500) + "}";
        refused(Tokens.sharedOf("{\"alg\":\"HS256\"}", deepClaim), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "{}", "1e400", "-1", "0", "99999999999999999999", "null"})
    void anExpiryThatIsNoneIsRefused(String exp) {
        refused(Tokens.sharedOf("{\"alg\":\"HS256\"}", "{\"sub\":\"ann\",\"exp\":%s}".formatted(exp)), "");
    }

    @Test
    void aTokenOfMoreThan8KiBIsNotRead() {
        refused(Tokens.shared(ann().claim("padding", "x".repeat(8 * 1024))), "longer");
        refused("x".repeat(1_000_000), "longer");
    }

    @Test
    void aRefusalDoesNotRepeatTheToken() {
        String token = Tokens.shared(ann().expirationTime(Date.from(NOW.minusSeconds(60))));
        assertThatThrownBy(() -> authenticator.authenticate(bearer(token)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(token, Tokens.SECRET));
    }

    private JwtAuthenticator with(JwtSettings settings) {
        return new JwtAuthenticator(settings, clock);
    }

    private JWTClaimsSet.Builder ann() {
        return tokens.claims(ANN.value());
    }

    private Principal told(JWTClaimsSet.Builder claims) {
        return authenticator.authenticate(bearer(Tokens.shared(claims)));
    }

    private void refused(String token, String reason) {
        assertThatThrownBy(() -> authenticator.authenticate(bearer(token)))
                .as(token)
                .isExactlyInstanceOf(Unauthenticated.class)
                .hasMessageContaining(reason);
    }

    private static Context bearer(String token) {
        return Tokens.request("Bearer " + token);
    }
}
