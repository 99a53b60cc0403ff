package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.EdwardsKey;
import dev.orgstorage.http.Jwks;
import dev.orgstorage.http.Origins;
import dev.orgstorage.http.Principal;
import dev.orgstorage.http.Tokens;
import dev.orgstorage.testkit.SettableClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tokens as the providers document them, signed with keys of ours: what each says here, by settings alone. */
final class ProviderTokensTest {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-10-25T01:00:00Z"));
    private static final RSAKey RSA = generate();
    private static final RSAKey OTHER_RSA = generate();
    private static final EdwardsKey EDWARDS = EdwardsKey.generate("ed-1");
    private static final Jwks JWKS = new Jwks(RSA.toPublicJWK(), EDWARDS.published());
    private static final UserId ANN = new UserId("user_29w83sxmDNGwOuEthce5gg56FcC");
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final OrganizationId GLOBEX = new OrganizationId("globex");
    private static final Principal REFUSED = Principal.personal(new UserId("nobody"));

    private static final Map<String, String> CLERK =
            Map.of("AUTH", "clerk", "JWT_ISSUER", "https://clean-mayfly-62.clerk.accounts.dev");
    private static final Map<String, String> AUTH0 =
            Map.of("AUTH", "auth0", "JWT_ISSUER", "https://tenant.auth0.com", "JWT_AUDIENCE", "https://storage");
    private static final Map<String, String> WORKOS = Map.of("AUTH", "workos", "WORKOS_CLIENT_ID", "client_01");
    private static final Map<String, String> KEYCLOAK =
            Map.of("AUTH", "keycloak", "JWT_ISSUER", "https://id.example.com/realms/app/");
    private static final Map<String, String> BETTER_AUTH =
            Map.of("AUTH", "better-auth-jwt", "BETTER_AUTH_URL", "https://app.example.com", "MEMBERSHIP", "token");

    @AfterAll
    static void close() {
        JWKS.close();
    }

    /** What a provider's token says, with these settings. */
    record Said(String what, Map<String, String> settings, Map<String, Object> claims, Principal meaning) {
        @Override
        public String toString() {
            return settings.get("AUTH") + ": " + what;
        }
    }

    static Stream<Said> tokens() {
        return Stream.of(clerk(), auth0(), workos(), keycloak(), betterAuth()).flatMap(List::stream);
    }

    private static List<Said> clerk() {
        Map<String, Object> base = Map.of(
                "azp", "http://localhost:3000",
                "iss", "https://clean-mayfly-62.clerk.accounts.dev",
                "sid", "sess_2GaMqUCB3Sc1WNAkWuNzsnYVVEy",
                "sub", ANN.value());
        Map<String, Object> v2 = with(base, "v", 2L, "fea", "o:dashboard", "pla", "o:standard", "sts", "active");
        Map<String, Object> acme = Map.of("id", "acme", "rol", "admin", "slg", "acme-corp", "per", "read", "fpm", "3");
        Map<String, Object> v1 = with(base, "org_id", "acme", "org_slug", "acme-corp", "org_role", "org:admin");
        Map<String, String> parties = with(CLERK, "JWT_PARTIES", "https://app.example.com,http://localhost:3000");
        return List.of(
                new Said("v1", CLERK, v1, Principal.in(ACME, ANN, Role.ADMIN)),
                new Said("v1 member", CLERK, with(v1, "org_role", "org:member"), Principal.in(ACME, ANN, Role.MEMBER)),
                new Said("v1 personal", CLERK, base, Principal.personal(ANN)),
                new Said("v2", CLERK, with(v2, "o", acme), Principal.in(ACME, ANN, Role.ADMIN)),
                new Said("v2 personal", CLERK, v2, Principal.personal(ANN)),
                new Said(
                        "v2 with a role of one's own",
                        with(CLERK, "ROLE_MAP", "librarian=admin"),
                        with(v2, "o", with(acme, "rol", "librarian")),
                        Principal.in(ACME, ANN, Role.ADMIN)),
                new Said(
                        "v2 with a role nobody knows",
                        CLERK,
                        with(v2, "o", with(acme, "rol", "librarian")),
                        Principal.in(ACME, ANN, Role.VIEWER)),
                new Said("v2 pending", CLERK, with(v2, "o", acme, "sts", "pending"), REFUSED),
                new Said("v2 of odd shape", CLERK, with(v2, "o", "acme"), REFUSED),
                new Said("a party that is taken", parties, v1, Principal.in(ACME, ANN, Role.ADMIN)),
                new Said("another party", parties, with(v1, "azp", "https://evil.example"), REFUSED),
                new Said("no party", parties, without(v1, "azp"), REFUSED),
                new Said("another issuer", CLERK, with(v1, "iss", "https://evil.clerk.accounts.dev"), REFUSED));
    }

    private static List<Said> auth0() {
        UserId user = new UserId("auth0|507f1f77bcf86cd799439011");
        Map<String, Object> base = Map.of(
                "iss", "https://tenant.auth0.com/",
                "sub", user.value(),
                "aud", List.of("https://storage", "https://tenant.auth0.com/userinfo"),
                "azp", "my_client_id",
                "scope", "openid profile");
        Map<String, Object> acme = with(base, "org_id", "acme", "org_name", "acme-corp");
        Map<String, Object> permitted = with(acme, "permissions", List.of("read:admin", "delete:files"));
        return List.of(
                new Said("without an organization", AUTH0, base, Principal.personal(user)),
                new Said("in an organization", AUTH0, acme, Principal.in(ACME, user, Role.MEMBER)),
                new Said("permissions are no roles", AUTH0, permitted, Principal.in(ACME, user, Role.MEMBER)),
                new Said(
                        "permissions that are mapped",
                        with(AUTH0, "ROLE_MAP", "delete:files=admin"),
                        permitted,
                        Principal.in(ACME, user, Role.ADMIN)),
                new Said(
                        "roles in a claim of one's own",
                        with(AUTH0, "JWT_ROLE_CLAIM", "https://example.com/roles"),
                        with(permitted, "https://example.com/roles", List.of("viewer")),
                        Principal.in(ACME, user, Role.VIEWER)),
                new Said("for another audience", AUTH0, with(acme, "aud", "https://other"), REFUSED),
                new Said("without an audience", AUTH0, without(acme, "aud"), REFUSED));
    }

    private static List<Said> workos() {
        Map<String, Object> base = Map.of(
                "iss", "https://api.workos.com",
                "sub", "user_01HBEQKA6K4QJAS93VPE39W1JT",
                "sid", "session_01HQSXZGF8FHF7A9ZZFCW4387R");
        UserId user = new UserId("user_01HBEQKA6K4QJAS93VPE39W1JT");
        Map<String, Object> acme = with(
                base,
                "org_id",
                "acme",
                "role",
                "member",
                "permissions",
                List.of("posts:admin"),
                "entitlements",
                List.of());
        return List.of(
                new Said("without an organization", WORKOS, base, Principal.personal(user)),
                new Said("in an organization", WORKOS, acme, Principal.in(ACME, user, Role.MEMBER)),
                new Said(
                        "of several roles the highest",
                        WORKOS,
                        with(acme, "roles", List.of("member", "admin")),
                        Principal.in(ACME, user, Role.ADMIN)));
    }

    private static List<Said> keycloak() {
        Map<String, Object> base = Map.of(
                "iss",
                "https://id.example.com/realms/app",
                "sub",
                ANN.value(),
                "typ",
                "Bearer",
                "azp",
                "web",
                "realm_access",
                Map.of("roles", List.of("default-roles-app", "offline_access")),
                "resource_access",
                Map.of("web", Map.of("roles", List.of("admin")), "a/c", Map.of("roles", List.of("owner"))));
        Map<String, String> byId = with(KEYCLOAK, "JWT_ORGANIZATION_KEY", "id");
        Map<String, Object> acme = Map.of("id", "42c3e46f", "logo", List.of("x"));
        OrganizationId acmesId = new OrganizationId("42c3e46f");
        Principal member = Principal.in(ACME, ANN, Role.MEMBER);
        Principal both = new Principal(ANN, Owner.of(ANN), Map.of(ACME, Role.MEMBER, GLOBEX, Role.MEMBER));
        return List.of(
                new Said("none", KEYCLOAK, base, Principal.personal(ANN)),
                new Said("a list of one", KEYCLOAK, with(base, "organization", List.of("acme")), member),
                new Said("a list of two", KEYCLOAK, with(base, "organization", List.of("acme", "globex")), both),
                new Said("a map", KEYCLOAK, with(base, "organization", Map.of("acme", acme)), member),
                new Said("a map of 25", KEYCLOAK, with(base, "organization", Map.of("acme", Map.of())), member),
                new Said(
                        "a map of two",
                        KEYCLOAK,
                        with(base, "organization", Map.of("acme", acme, "globex", Map.of("id", "7"))),
                        both),
                new Said(
                        "a list of a map, as after a refresh",
                        KEYCLOAK,
                        with(base, "organization", List.of(Map.of("acme", acme))),
                        member),
                new Said("a text", KEYCLOAK, with(base, "organization", "acme"), member),
                new Said(
                        "by id",
                        byId,
                        with(base, "organization", Map.of("acme", acme)),
                        Principal.in(acmesId, ANN, Role.MEMBER)),
                new Said(
                        "by id in a list of a map",
                        byId,
                        with(base, "organization", List.of(Map.of("acme", acme))),
                        Principal.in(acmesId, ANN, Role.MEMBER)),
                new Said("by an id that is not there", byId, with(base, "organization", List.of("acme")), REFUSED),
                new Said("by an id of text alone", byId, with(base, "organization", "acme"), REFUSED),
                new Said("by no id", byId, with(base, "organization", Map.of("acme", Map.of())), REFUSED),
                new Said(
                        "by an id that an attribute hides",
                        byId,
                        with(base, "organization", Map.of("acme", Map.of("id", List.of("globex")))),
                        REFUSED),
                new Said("an odd map", KEYCLOAK, with(base, "organization", Map.of("acme", true)), REFUSED),
                new Said(
                        "two maps",
                        KEYCLOAK,
                        with(base, "organization", List.of(Map.of("acme", acme), Map.of("globex", acme))),
                        REFUSED),
                new Said(
                        "a role of the client",
                        with(KEYCLOAK, "KEYCLOAK_CLIENT", "web"),
                        with(base, "organization", List.of("acme")),
                        Principal.in(ACME, ANN, Role.ADMIN)),
                new Said(
                        "a role of a client with a slash",
                        with(KEYCLOAK, "KEYCLOAK_CLIENT", "a/c"),
                        with(base, "organization", List.of("acme")),
                        Principal.in(ACME, ANN, Role.OWNER)),
                new Said(
                        "a role of the realm beside the client's",
                        with(KEYCLOAK, "KEYCLOAK_CLIENT", "web"),
                        with(base, "organization", List.of("acme"), "realm_access", Map.of("roles", List.of("owner"))),
                        Principal.in(ACME, ANN, Role.OWNER)),
                new Said(
                        "no client of that name",
                        with(KEYCLOAK, "KEYCLOAK_CLIENT", "other"),
                        with(base, "organization", List.of("acme")),
                        member),
                new Said(
                        "Phase Two",
                        with(
                                KEYCLOAK,
                                "JWT_ORGANIZATION_CLAIM",
                                "/active_organization/id",
                                "JWT_ROLE_CLAIM",
                                "/active_organization/role"),
                        with(base, "active_organization", Map.of("id", "acme", "role", List.of("view", "viewer"))),
                        Principal.in(ACME, ANN, Role.VIEWER)));
    }

    private static List<Said> betterAuth() {
        Map<String, Object> base = Map.of(
                "iss", "https://app.example.com",
                "aud", "https://app.example.com",
                "sub", ANN.value(),
                "id", ANN.value(),
                "email", "ann@example.com",
                "role", "admin");
        return List.of(
                new Said("as it is", BETTER_AUTH, base, Principal.personal(ANN)),
                new Said(
                        "told to name the organization",
                        BETTER_AUTH,
                        with(base, "activeOrganizationId", "acme"),
                        Principal.in(ACME, ANN, Role.MEMBER)),
                new Said(
                        "of an issuer with another name",
                        with(BETTER_AUTH, "JWT_ISSUER", "https://id.example.com", "JWT_AUDIENCE", "storage"),
                        with(base, "iss", "https://id.example.com", "aud", "storage"),
                        Principal.personal(ANN)),
                new Said("for somebody else", BETTER_AUTH, with(base, "aud", "https://other.example.com"), REFUSED));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void meansHere(Said said) {
        Map<String, String> settings =
                with(said.settings(), "JWT_JWKS_URL", JWKS.url().toString());
        String token =
                said.settings().equals(BETTER_AUTH) ? signedByEdwards(said.claims()) : signedByRsa(said.claims());
        if (said.meaning().equals(REFUSED)) {
            assertThatThrownBy(() -> told(settings, token))
                    .isExactlyInstanceOf(Unauthenticated.class)
                    .hasMessageNotContaining(token);
        } else {
            assertThat(told(settings, token)).isEqualTo(said.meaning());
        }
    }

    static Stream<Map<String, String>> providers() {
        return Stream.of(CLERK, AUTH0, WORKOS, KEYCLOAK, BETTER_AUTH);
    }

    /** By none, by the public key as if it were a secret, by a key under another's name, or by a name that leads elsewhere. */
    @ParameterizedTest
    @MethodSource("providers")
    void isNotTakenIfSignedAnotherWay(Map<String, String> provider) throws JOSEException {
        Said good = tokens().filter(said -> said.settings().equals(provider))
                .findFirst()
                .orElseThrow();
        Map<String, String> settings = with(provider, "JWT_JWKS_URL", JWKS.url().toString());
        JWTClaimsSet.Builder claims = claims(good.claims());
        byte[] publicKey = RSA.toRSAPublicKey().getEncoded();
        boolean edwards = provider.equals(BETTER_AUTH);
        for (String forged : List.of(
                new PlainJWT(claims.build()).serialize(),
                Tokens.signed(new JWSHeader(JWSAlgorithm.HS256), claims, new MACSigner(publicKey)),
                Tokens.signed(header(JWSAlgorithm.RS256, "ed-1"), claims, new RSASSASigner(RSA)),
                Tokens.signed(header(JWSAlgorithm.RS512, "rsa-1"), claims, new RSASSASigner(OTHER_RSA)),
                Tokens.signed(header(JWSAlgorithm.RS256, "rsa-1"), claims, new RSASSASigner(OTHER_RSA)),
                Tokens.signed(header(JWSAlgorithm.EdDSA, edwards ? "rsa-1" : "ed-1"), claims, EDWARDS),
                Tokens.signed(header(JWSAlgorithm.RS256, "../../keys"), claims, new RSASSASigner(RSA)),
                Tokens.signed(header(JWSAlgorithm.RS256, "' or 1=1 --"), claims, new RSASSASigner(RSA)))) {
            assertThatThrownBy(() -> told(settings, forged)).isExactlyInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void theKeysOfEachProviderAreWhereItDocumentsThem() {
        assertThat(keys(CLERK)).isEqualTo("https://clean-mayfly-62.clerk.accounts.dev/.well-known/jwks.json");
        assertThat(keys(AUTH0)).isEqualTo("https://tenant.auth0.com/.well-known/jwks.json");
        assertThat(keys(WORKOS)).isEqualTo("https://api.workos.com/sso/jwks/client_01");
        assertThat(keys(KEYCLOAK)).isEqualTo("https://id.example.com/realms/app/protocol/openid-connect/certs");
        assertThat(keys(BETTER_AUTH)).isEqualTo("https://app.example.com/api/auth/jwks");
    }

    private static String keys(Map<String, String> settings) {
        return settings(settings).way() instanceof AuthSettings.Tokens(var tokens) ? String.valueOf(tokens.keys()) : "";
    }

    private static Principal told(Map<String, String> settings, String token) {
        try (Authentication authentication = Authentication.open(settings(settings), CLOCK)) {
            return authentication.authenticator().authenticate(Tokens.request("Bearer " + token));
        }
    }

    private static AuthSettings settings(Map<String, String> environment) {
        Options options = new Options();
        CommandLine command = OrgStorage.commandLine(environment, options);
        command.parseArgs();
        Missing missing = new Missing();
        AuthSettings settings = options.auth.settings(null, null, Origins.none(), missing);
        missing.end(command.getCommandSpec());
        return Objects.requireNonNull(settings);
    }

    @Command(name = "options")
    private static final class Options {
        @Mixin
        private AuthOptions auth = new AuthOptions();
    }

    private static String signedByRsa(Map<String, Object> claims) {
        try {
            return Tokens.signed(header(JWSAlgorithm.RS256, "rsa-1"), claims(claims), new RSASSASigner(RSA));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signedByEdwards(Map<String, Object> claims) {
        return Tokens.signed(header(JWSAlgorithm.EdDSA, "ed-1"), claims(claims), EDWARDS);
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm).keyID(key).build();
    }

    private static JWTClaimsSet.Builder claims(Map<String, Object> said) {
        JWTClaimsSet.Builder claims = new Tokens(CLOCK).claims("overwritten");
        said.forEach(claims::claim);
        return claims;
    }

    /** The same map with more in it. */
    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> with(Map<String, T> map, Object... more) {
        Map<String, T> all = new LinkedHashMap<>(map);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], (T) more[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> without(Map<String, Object> map, String key) {
        Map<String, Object> less = new TreeMap<>(map);
        less.remove(key);
        return less;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
