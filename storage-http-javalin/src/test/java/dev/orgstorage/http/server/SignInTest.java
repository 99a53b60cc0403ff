package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.JwtAuthenticator;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.Principal;
import dev.orgstorage.http.StorageApi;
import dev.orgstorage.http.server.OpenDoor.Heard;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.Storage;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Who may become a sample user, and from where. */
final class SignInTest {
    private static final JwtSettings SETTINGS = JwtSettings.shared("a secret of at least thirty-two bytes");
    private static final String ANN = "{\"user\":\"ann\"}";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final AtomicReference<Principal> came = new AtomicReference<>();
    private final Javalin server = started(PageSettings.STANDARD.with(SETTINGS));

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aTokenSaysWhereItsUserIsAMemberAndAsWhat() {
        Heard answer = ask(server, "localhost", "Origin: http://localhost:PORT", ANN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        arrive(new JsonMapper().readTree(answer.body()).path("token").asString());
        UserId ann = new UserId("ann");
        assertThat(came.get())
                .isEqualTo(new Principal(
                        ann,
                        Owner.of(ann),
                        Map.of(new OrganizationId("acme"), Role.OWNER, new OrganizationId("globex"), Role.MEMBER)));
    }

    @Test
    void whoeverIsInNoOrganizationHasTheirOwnFiles() {
        String body = ask(server, "127.0.0.1", "Origin: http://127.0.0.1:PORT", "{\"user\":\"dora\"}")
                .body();
        arrive(new JsonMapper().readTree(body).path("token").asString());
        assertThat(came.get()).isEqualTo(Principal.personal(new UserId("dora")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://elsewhere.example",
                "Origin: http://localhost:1",
                "Origin: null",
                "Sec-Fetch-Site: same-site",
                "Accept: */*"
            })
    void aPageFromElsewhereGetsNoToken(String header) {
        refused(ask(server, "localhost", header, ANN), 403, "cross_site");
    }

    /** A name that is made to lead here: to the browser, its page and this server are of one origin. */
    @Test
    void aNameThatIsNotThisMachinesGetsNoToken() {
        refused(ask(server, "elsewhere.example", "Origin: http://elsewhere.example:PORT", ANN), 403, "cross_site");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"user\":\"eve\"}", "{}", "null", "[]", "ann", "", "{\"user\":\"ann\",\"role\":\"owner\"}"})
    void nobodyElseGetsAToken(String wish) {
        refused(ask(server, "localhost", "Origin: http://localhost:PORT", wish), 400, "invalid");
    }

    @Test
    void withoutSampleUsersThereIsNothingToSignInAs() {
        Javalin other = started(PageSettings.STANDARD);
        try {
            assertThat(heard(other, "GET", "localhost", "Accept: */*", "").body())
                    .isEqualTo("{\"users\":[],\"cookies\":false}");
            refused(ask(other, "localhost", "Origin: http://localhost:PORT", ANN), 405, "method_not_allowed");
        } finally {
            other.stop();
        }
    }

    @Test
    void thePageIsToldWhoThereIs() {
        assertThat(heard(server, "GET", "localhost", "Accept: */*", "").body())
                .contains(
                        "{\"id\":\"cleo\",\"name\":\"Cleo\",\"organizations\":[{\"id\":\"acme\",\"name\":\"Acme\",\"role\":\"viewer\"}]}");
    }

    private static void refused(Heard answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").doesNotContain("token\":");
    }

    private Javalin started(PageSettings settings) {
        JwtAuthenticator tokens = new JwtAuthenticator(SETTINGS, clock);
        InMemoryFileRecords records = new InMemoryFileRecords(clock);
        Storage storage = Storage.over(records, records.tombstones(), new InMemoryObjectStore(clock));
        return new Door(DoorSettings.standard())
                .before(
                        config -> {
                            new StorageApi(storage, tokens).mount(config);
                            new SignIn(settings, clock).mount(config);
                            config.routes.get("/who", request -> came.set(tokens.authenticate(request)));
                        },
                        "127.0.0.1",
                        0)
                .start();
    }

    private void arrive(String token) {
        assertThat(heard(server, "GET /who", "localhost", "Authorization: Bearer " + token, "")
                        .status())
                .isEqualTo(200);
    }

    private static Heard ask(Javalin server, String host, String header, String body) {
        return heard(server, "POST", host, header, body);
    }

    private static Heard heard(Javalin server, String method, String host, String header, String body) {
        String port = String.valueOf(server.port());
        String request = String.join(
                "\r\n",
                (method.contains("/") ? method : method + " /sign-in") + " HTTP/1.1",
                "Host: " + host + ":" + port,
                header.replace("PORT", port),
                "Content-Length: " + body.getBytes(UTF_8).length,
                "Connection: close",
                "",
                body);
        try (Socket socket = new Socket(Network.address("127.0.0.1"), server.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return Heard.from(OpenDoor.toTheEnd(socket));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
