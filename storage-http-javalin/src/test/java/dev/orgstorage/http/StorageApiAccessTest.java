package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.ACME;
import static dev.orgstorage.http.TestApi.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of nobody, by other methods, or to other routes. */
final class StorageApiAccessTest {
    private final TestApi api = new TestApi();
    private final Client ann = api.ann();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void whoeverHasNoTokenIsToldHowToGetIn() {
        String id = api.ready(ann).at("/id").asString();
        for (Reply reply : everyRoute(api.stranger(), id)) {
            reply.problem(401, "unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        for (Reply reply : everyRoute(api.stranger().with("Authorization", "Bearer of bad news"), id)) {
            reply.problem(401, "unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }
        ann.get("/files/" + id).succeeded();
    }

    @Test
    void otherMethodsAndOtherRoutesAreProblemsToo() {
        for (String method : List.of("PUT", "PATCH", "POST")) {
            Reply reply = ann.send(method, "/list", BodyPublishers.noBody());
            reply.problem(405, "method_not_allowed");
        }
        Reply wrongMethod = ann.get("/upload-url").problem(405, "method_not_allowed");
        assertThat(wrongMethod.header("Allow").split(", ")).contains("POST", "DELETE");

        Client elsewhere = new Client(URI.create("http://127.0.0.1:" + api.port()), Map.of());
        elsewhere.get("/no/such/route").problem(404, "no_such_route");
        elsewhere.post("/api/storages").problem(404, "no_such_route");
    }

    @Test
    void askingForHeadersAloneAsksTheSameQuestion() {
        String id = api.ready(ann).at("/id").asString();
        assertThat(head(ann, "/files/" + id).status()).isEqualTo(200);
        assertThat(head(ann, "/files/" + id + "/content").status()).isEqualTo(302);
        assertThat(head(ann, "/files/01a20a30-093b-7743-95cf-92a31e2a6ae6").status())
                .isEqualTo(404);
        assertThat(head(api.stranger(), "/files/" + id).status()).isEqualTo(401);
        assertThat(head(api.stranger(), "/list").status()).isEqualTo(401);
    }

    @Test
    void aMethodIsNotTakenFromAHeader() {
        String id = api.ready(ann).at("/id").asString();
        ann.with("X-HTTP-Method-Override", "DELETE").get("/files/" + id).problem(400, "invalid");
        ann.get("/files/" + id).succeeded();
        ann.with("X-HTTP-Method-Override", "GET").get("").problem(400, "invalid");
    }

    private static Reply head(Client client, String path) {
        return client.send("HEAD", path, BodyPublishers.noBody());
    }

    @Test
    void tokensOfTheJwtAuthenticatorAreTaken() {
        Tokens tokens = new Tokens(api.clock);
        JwtAuthenticator authenticator = new JwtAuthenticator(JwtSettings.shared(Tokens.SECRET), api.clock);
        try (TestApi server = new TestApi(authenticator)) {
            Client caller = server.stranger()
                    .with(
                            "Authorization",
                            "Bearer "
                                    + Tokens.shared(tokens.claims("auth0|ann")
                                            .claim("org_id", ACME.value())
                                            .claim("org_role", "org:admin")));
            Reply context = caller.get("/context");
            assertThat(context.succeeded().text("user")).isEqualTo(ANN.value());
            assertThat(context.text("context/organizationId")).isEqualTo(ACME.value());
            assertThat(context.text("role")).isEqualTo("admin");
            api.clock.advance(Duration.ofDays(1));
            caller.get("/context").problem(401, "unauthenticated");
        }
    }

    static List<Reply> everyRoute(Client client, String id) {
        return List.of(
                client.get("/list"),
                client.get(""),
                client.get("/context"),
                client.post("/upload-url", TestApi.HELLO_TXT),
                client.post("/upload-urls", "{\"files\":[" + TestApi.HELLO_TXT + "]}"),
                client.post("/download-urls", "{\"ids\":[\"" + id + "\"]}"),
                client.post("/uploads/" + id + "/complete"),
                client.post("/download-url", "{\"id\":\"" + id + "\"}"),
                client.get("/files/" + id),
                client.get("/files/" + id + "/content"),
                client.patch("/files/" + id, TestApi.RENAMED_TXT),
                client.delete("/files/" + id),
                client.delete("/some/key"));
    }
}
