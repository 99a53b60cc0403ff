package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are told by a server: in its log, whatever fails, and when it stops. */
class OperatorsIT {
    private static final String SECRET = "s3cr3t-0f-5omebody";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void everyLineIsAnObjectThatTellsNoSecretWhateverFailsAndStoppingIsSaidBefore() throws Exception {
        try (GivenBackends given = new GivenBackends(folder)) {
            Map<String, String> settings = new HashMap<>(given.environment());
            settings.putAll(Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "trace", "ACCESS_LOG", "true"));
            settings.putAll(Map.of("RATE_LIMIT_ADDRESS", "40", "SHUTDOWN_DELAY", "3", "METRICS_TOKEN", SECRET));
            String token = token(settings);
            try (ServerProcess server = ServerProcess.serving(settings)) {
                Client ann = new Client(server.address(), token);
                refusals(ann, server.address());
                Reply pending = ann.startUpload("never.txt", "text/plain", 5).expecting(200);
                Reply sent = ann.startUpload("sent.txt", "text/plain", 5).expecting(200);
                Client.deliver(sent, HELLO);
                Reply ready = ann.upload("ready.txt", "text/plain", HELLO);
                ann.complete(pending).expecting(409);
                ann.get("/list?include=downloadUrl&X-Amz-Signature=" + SECRET).expecting(400);

                given.stopBucket();
                ann.with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .complete(sent)
                        .expecting(503);
                ann.post("/download-url", Map.of("id", ready.text("id"))).expecting(503);
                ann.delete("/files/" + ready.text("id") + "?token=" + SECRET).expecting(200);

                stoppingIsSaidBeforeItIsDone(server, ann);
                given.killPostgres();
                ann.get("/list?secret=" + SECRET);
                assertThat(server.exitStatus()).isEqualTo(143);
                String all = server.outputToTheEnd();
                requireTold(all.lines().map(OperatorsIT::parsed).toList(), pending.text("recordId"));
                assertThat(all)
                        .doesNotContain(SECRET, token, "X-Amz-Signature", "X-Amz-Credential")
                        .doesNotContain(settings.get("R2_SECRET_ACCESS_KEY"), settings.get("JWT_SECRET"));
            }
        }
    }

    private static String token(Map<String, String> settings) throws IOException, InterruptedException {
        try (ServerProcess command =
                ServerProcess.start(settings, "token", "--user", "ann", "--organization", "acme")) {
            return command.outputToTheEnd().strip();
        }
    }

    /** With the secret wherever one may be. */
    private static void refusals(Client ann, String address) throws IOException {
        String body = "{\"fileName\":\"" + SECRET + "\u0001.txt\",\"fileType\":\"text/plain\",\"fileSize\":5}";
        ann.with("Referer", "https://app.example.com/?" + SECRET)
                .get("/list?q=" + SECRET)
                .expecting(200);
        ann.get("/list?" + SECRET + "=1").expecting(400);
        ann.postRaw("/upload-url", body.getBytes(UTF_8)).expecting(400);
        ann.postRaw("/upload-url", SECRET.getBytes(UTF_8)).expecting(400);
        ann.postRaw("/upload-url", (SECRET + "x".repeat(70_000)).getBytes(UTF_8))
                .expecting(413);
        ann.with("Cookie", "session=" + SECRET).in(SECRET).get("/list").expecting(403);
        ann.get("/nowhere?" + SECRET).expecting(405);
        Client stranger = new Client(address, SECRET);
        for (int i = 0; i < 45; i++) {
            assertThat(stranger.get("/list?token=" + SECRET).status()).isIn(401, 429);
        }
        raw(address, "GET /%zz?" + SECRET + " HTTP/1.1\r\nHost: x\r\nX: " + SECRET + "\r\nConnection: close\r\n\r\n");
        raw(address, "GET /" + "x".repeat(20_000) + SECRET + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        raw(address, "GET / HTTP/1.1\r\nHost: x\r\n" + SECRET + "\r\nConnection: close\r\n\r\n");
    }

    private static void raw(String address, String request) throws IOException {
        URI uri = URI.create(address);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(OpenDoor.toTheEnd(socket)).startsWith("HTTP/1.1 4");
        }
    }

    private static void stoppingIsSaidBeforeItIsDone(ServerProcess server, Client ann) throws Exception {
        server.askToStop();
        Await.until(
                () -> health(server, "ready").contains("\"status\":\"down\",\"database\":\"up\""),
                () -> health(server, "ready"));
        assertThat(health(server, "live")).isEqualTo("200 {\"status\":\"up\"}");
        ann.get("/context").expecting(200);
    }

    private static String health(ServerProcess server, String which) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/health/" + which))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static JsonNode parsed(String line) {
        JsonNode object = new JsonMapper().readTree(line);
        assertThat(object.isObject()).as(line).isTrue();
        for (String field : List.of("time", "level", "logger", "message")) {
            assertThat(object.path(field).isString()).as(field + " of " + line).isTrue();
        }
        assertThat(object.path("time").asString()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]+Z");
        return object;
    }

    private static void requireTold(List<JsonNode> lines, String id) {
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("level").asString()).isEqualTo("ERROR");
            assertThat(line.path("logger").asString()).isEqualTo("dev.orgstorage.http.Problems");
            assertThat(line.path("message").asString()).contains("/complete: Unavailable");
            assertThat(line.path("requestId").asString()).matches("[0-9a-f]{16}");
            assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
            assertThat(line.path("user").asString()).isEqualTo("ann");
            assertThat(line.path("context").asString()).isEqualTo("acme");
        });
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("logger").asString()).isEqualTo("orgstorage.access");
            assertThat(line.path("message").asString())
                    .contains(id + "/complete")
                    .contains("status=409");
            assertThat(line.path("user").asString()).isEqualTo("ann");
        });
        assertThat(lines)
                .filteredOn(line -> line.path("logger").asString().equals("orgstorage.access")
                        && line.path("message").asString().contains("status=401"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.has("user")).isFalse());
        assertThat(lines)
                .filteredOn(line -> line.path("message").asString().startsWith("OrgStorage is ready: "))
                .hasSize(1);
    }
}
