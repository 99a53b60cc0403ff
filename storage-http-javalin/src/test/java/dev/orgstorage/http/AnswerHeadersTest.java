package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the routes' answers carry in any Javalin, without a server of ours around it. */
final class AnswerHeadersTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void everyAnswerIsForWhoAskedAndNoPage() {
        Client ann = api.ann();
        String id = api.ready(ann).at("/id").asString();
        for (Reply reply : List.of(
                ann.get(""),
                ann.get("/list"),
                ann.get("/files/" + id),
                ann.get("/files/" + id + "/content"),
                ann.get("/files/none"),
                ann.get("/no/such/route"),
                ann.send("PUT", "/list", BodyPublishers.noBody()),
                ann.send("HEAD", "/files/" + id, BodyPublishers.noBody()),
                ann.post("/upload-url", "x".repeat(70_000)),
                api.stranger().get("/list"))) {
            assertThat(reply.header("Cache-Control")).as(reply.body()).isEqualTo("no-store");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.header("Content-Security-Policy")).isEqualTo(AnswerHeaders.POLICY_OF_DATA);
            assertThat(reply.header("Vary")).isEqualTo("Origin, Authorization, Cookie, X-Organization-Id");
            assertThat(reply.header("X-Request-Id")).matches("[0-9a-f]{16}");
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.001S, 2", "PT1M, 60"})
    void anAuthenticatorMayLimitHowOftenSomebodyAsks(Duration wait, String seconds) {
        Authenticator busy = request -> {
            throw new RateLimited(wait);
        };
        try (TestApi server = new TestApi(busy)) {
            Reply reply = server.stranger().get("/list").problem(429, "rate_limited");
            assertThat(reply.header("Retry-After")).isEqualTo(seconds);
            assertThat(reply.text("detail")).contains(" " + seconds + " s");
        }
    }
}
