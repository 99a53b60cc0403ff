package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.ACME;
import static dev.orgstorage.http.TestApi.ANN;
import static dev.orgstorage.http.TestApi.GLOBEX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.InMemoryIdentities;
import dev.orgstorage.testkit.SettableClock;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of better-auth, by cookie and as bearer tokens, over HTTP. */
final class BetterAuthAuthenticatorTest {
    private static final String PROMISING_GET = "/uppy/s3/params?filename=a.txt&type=text/plain&metadata%5Bsize%5D=1";
    private static final String SECRET = "better-auth's own secret, of some length";
    private static final String TOKEN = "wvqWV9ySlnlAiJ5TQkjGsHAz0QdgB4vM";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String COOKIE = "better-auth.session_token";
    private static final Instant NOW = Instant.parse("2026-10-25T01:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryIdentities host = new InMemoryIdentities(clock);
    private final TestApi api = api(false);

    @BeforeEach
    void annSignsIn() {
        host.join(ANN, ACME, "admin");
        host.join(ANN, GLOBEX, "member,viewer");
        host.signIn(TOKEN, ANN, ACME, NOW.plus(Duration.ofDays(7)));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {COOKIE, "__Secure-" + COOKIE})
    void aCookieTellsTheUserTheirOrganizationAndTheirRole(String name) {
        Reply context =
                cookie(api.stranger(), name, signed(TOKEN)).get("/context").succeeded();
        assertThat(context.text("user")).isEqualTo(ANN.value());
        assertThat(context.text("context/organizationId")).isEqualTo(ACME.value());
        assertThat(context.text("role")).isEqualTo("admin");
        assertThat(context.json().at("/roles"))
                .isEqualTo(Reply.json("{\"org_acme\":\"admin\",\"org_globex\":\"member\"}"));
    }

    @Test
    void aBearerTokenIsTheSame() {
        for (String token : List.of(signed(TOKEN), unencoded(TOKEN, SECRET))) {
            Client ann = api.stranger().with("Authorization", "Bearer " + token);
            assertThat(ann.get("/context").succeeded().text("context/organizationId"))
                    .isEqualTo(ACME.value());
            ann.post("/upload-url", TestApi.HELLO_TXT).succeeded();
        }
    }

    @Test
    void aTokenWithoutItsSignatureIsTakenOnlyIfThatIsSet() {
        refused(api.stranger().with("Authorization", "Bearer " + TOKEN));
        try (TestApi lenient = api(true)) {
            lenient.stranger()
                    .with("Authorization", "Bearer " + TOKEN)
                    .get("/context")
                    .succeeded();
            refused(cookie(lenient.stranger(), COOKIE, TOKEN));
            refused(lenient.stranger().with("Authorization", "Bearer nobody's"));
            refused(lenient.stranger().with("Authorization", "Bearer " + TOKEN + ".AAAA"));
        }
    }

    @Test
    void aCookieThatIsChangedCutOrSignedByAnotherIsRefused() {
        String good = unencoded(TOKEN, SECRET);
        host.signIn(TOKEN + "x", ANN, ACME, NOW.plusSeconds(60));
        host.signIn(TOKEN + ".x", ANN, ACME, NOW.plusSeconds(60));
        for (String bad : List.of(
                TOKEN,
                TOKEN + ".",
                "." + good.substring(TOKEN.length() + 1),
                good.substring(0, good.length() - 1),
                good.substring(0, good.length() - 9),
                good + "=",
                good + " .",
                TOKEN + "x" + good.substring(TOKEN.length()),
                TOKEN + ".x" + good.substring(TOKEN.length()),
                "x" + good,
                good.replace(TOKEN, TOKEN.toUpperCase(Locale.ROOT)),
                good.substring(0, TOKEN.length() + 1)
                        + good.substring(TOKEN.length() + 1).toLowerCase(Locale.ROOT),
                unencoded(TOKEN, "another secret"),
                unencoded("", SECRET),
                unencoded("nobody's", SECRET),
                unencoded("x".repeat(2000), SECRET))) {
            refused(cookie(api.stranger(), COOKIE, URLEncoder.encode(bad, UTF_8)));
            refused(api.stranger().with("Authorization", "Bearer " + bad));
        }
        refused(cookie(api.stranger(), COOKIE, "%"));
        refused(cookie(api.stranger(), COOKIE, ""));
        refused(cookie(api.stranger(), "other.session_token", signed(TOKEN)));
        refused(cookie(api.stranger(), "better-auth.session_data", signed(TOKEN)));
        refused(api.stranger().with("Authorization", "Basic " + signed(TOKEN)));
        refused(api.stranger());
    }

    /** Other last letters of the signature stand for the same bytes in base64; only the one that is made is taken. */
    @Test
    void aSignatureIsWrittenInOneWay() {
        String good = unencoded(TOKEN, SECRET);
        int last = good.length() - 2;
        List<String> taken = new ArrayList<>();
        for (int bits = 0; bits < 4; bits++) {
            int letter = LETTERS.indexOf(good.charAt(last)) / 4 * 4 + bits;
            String other = good.substring(0, last) + LETTERS.charAt(letter) + "=";
            if (api.stranger()
                            .with("Authorization", "Bearer " + other)
                            .get("/context")
                            .status()
                    == 200) {
                taken.add(other);
            }
        }
        assertThat(taken).containsExactly(good);
    }

    /** Proxies send the requests of many over one connection, and servers remember what headers came over it. */
    @Test
    void aTokenIsNotTakenForAnotherThatCameBeforeAndDiffersInCaseAlone() {
        String other = TOKEN.toLowerCase(Locale.ROOT);
        host.signIn(other, new UserId("bob"), null, NOW.plusSeconds(60));
        try (TestApi lenient = api(true)) {
            for (String token : List.of(other, TOKEN, other)) {
                Client bearer = lenient.stranger().with("Authorization", "Bearer " + token);
                assertThat(bearer.get("/context").succeeded().text("user"))
                        .isEqualTo(token.equals(TOKEN) ? ANN.value() : "bob");
            }
        }
    }

    @Test
    void whereThereIsAnAuthorizationHeaderCookiesAreNotLookedAt() {
        refused(signedIn().with("Authorization", "Bearer nonsense"));
        refused(signedIn().with("Authorization", "Basic YTpi"));
        refused(signedIn().with("Authorization", " "));
    }

    @Test
    void aSessionThatIsOverOrEndedOrWhoseUserIsGoneIsRefused() {
        signedIn().get("/context").succeeded();
        clock.advance(Duration.ofDays(7));
        refused(signedIn());
        clock.set(NOW);
        host.signOut(TOKEN);
        refused(signedIn());
        host.signIn(TOKEN, ANN, null, NOW.plusSeconds(60));
        assertThat(signedIn().get("/context").text("context/userId")).isEqualTo(ANN.value());
        host.remove(ANN);
        refused(signedIn());
    }

    @Test
    void whoeverIsRemovedReachesNothingAnyMoreThoughTheirSessionStands() {
        String id = api.ready(changing()).at("/id").asString();
        host.leave(ANN, ACME);
        for (Reply reply : StorageApiAccessTest.everyRoute(changing(), id)) {
            reply.problem(403, "not_a_member");
            assertThat(reply.header("X-Organization-Id")).isEqualTo("(none)");
        }
        for (Reply reply : StorageApiAccessTest.everyRoute(changing().in(ACME.value()), id)) {
            reply.problem(403, "not_a_member");
        }
        assertThat(api.records.all()).hasSize(1);
        assertThat(changing().in("personal").get("/context").succeeded().text("context/userId"))
                .isEqualTo(ANN.value());
        changing().in(GLOBEX.value()).get("/files/" + id).problem(404, "not_found");
        host.join(ANN, ACME, "viewer");
        signedIn().get("/files/" + id).succeeded();
        changing().delete("/files/" + id).problem(403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, own, 200",
        "Origin, https-own, 200",
        "Origin, https://app.example.com, 200",
        "Origin, https://evil.example, 403",
        "Origin, http://app.example.com, 403",
        "Origin, https://app.example.com.evil.example, 403",
        "Origin, https://app.example.com:8443, 403",
        "Origin, null, 403",
        "Origin, '', 403",
        "Origin, http://127.0.0.1, 403",
        "Origin, http://localhost, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, none, 403",
        "X-Requested-With, XMLHttpRequest, 403",
        "Referer, own, 403",
    })
    void aCookieChangesSomethingOnlyForPagesThatAreKnown(String header, String value, int status) {
        String own = value.replace("https-own", "https://127.0.0.1:" + api.port())
                .replace("own", "http://127.0.0.1:" + api.port());
        String id = api.ready(changing()).at("/id").asString();
        Client page = signedIn().with(header, own);
        Reply upload = page.post("/upload-url", TestApi.HELLO_TXT);
        Reply renaming = page.patch("/files/" + id, TestApi.RENAMED_TXT);
        Reply deletion = page.delete("/files/" + id);
        Reply promise = page.get(PROMISING_GET);
        if (status == 200) {
            upload.succeeded();
            renaming.succeeded();
            deletion.succeeded();
            promise.succeeded();
        } else {
            promise.problem(status, "cross_site");
            upload.problem(status, "cross_site");
            renaming.problem(status, "cross_site");
            deletion.problem(status, "cross_site");
            assertThat(api.records.all()).hasSize(1);
        }
        page.get("/list").succeeded();
        page.with("Authorization", "Bearer " + signed(TOKEN))
                .post("/upload-url", TestApi.HELLO_TXT)
                .succeeded();
        page.with("Authorization", "Bearer " + signed(TOKEN)).get(PROMISING_GET).succeeded();
    }

    @Test
    void anOriginThatIsKnownDoesNotHideBehindFetchMetadata() {
        Client page = signedIn().with("Origin", "https://evil.example").with("Sec-Fetch-Site", "same-origin");
        page.post("/upload-url", TestApi.HELLO_TXT).problem(403, "cross_site");
        page.get(PROMISING_GET).problem(403, "cross_site");
    }

    /** As a picture, a link or an old browser would ask. */
    @Test
    void aGetThatPromisesAFileNeedsAPageThatIsKnown() {
        for (String path : List.of(PROMISING_GET, "/uppy/s3/params", PROMISING_GET.replace("size%5D=1", "size%5D=x"))) {
            signedIn().get(path).problem(403, "cross_site");
        }
        assertThat(api.records.all()).isEmpty();
        changing().get(PROMISING_GET).succeeded();
        assertThat(api.records.all()).hasSize(1);
    }

    @Test
    void withoutTheHostNobodyIsUnavailableRatherThanNobody() {
        host.down(true);
        Reply reply = signedIn().get("/list").problem(503, "unavailable");
        assertThat(reply.body()).doesNotContain(TOKEN);
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(settings(false).toString()).doesNotContain(SECRET).contains("a secret");
    }

    private void refused(Client client) {
        client.get("/context").problem(401, "unauthenticated");
    }

    private Client signedIn() {
        return cookie(api.stranger(), COOKIE, signed(TOKEN));
    }

    /** As pages of the server itself send it. */
    private Client changing() {
        return signedIn().with("Origin", "http://127.0.0.1:" + api.port());
    }

    private TestApi api(boolean unsignedBearer) {
        return new TestApi(new BetterAuthAuthenticator(settings(unsignedBearer), host));
    }

    private static BetterAuthSettings settings(boolean unsignedBearer) {
        return new BetterAuthSettings(
                SECRET,
                BetterAuthSettings.STANDARD_PREFIX,
                unsignedBearer,
                Origins.of(List.of("https://app.example.com")),
                Roles.STANDARD);
    }

    private static Client cookie(Client client, String name, String value) {
        return client.with("Cookie", "theme=dark; " + name + "=" + value + "; better-auth.session_data=e30.AAAA");
    }

    /** As better-auth writes it into a cookie. */
    private static String signed(String token) {
        return URLEncoder.encode(unencoded(token, SECRET), UTF_8);
    }

    private static String unencoded(String token, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return token + "." + Base64.getEncoder().encodeToString(mac.doFinal(token.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
