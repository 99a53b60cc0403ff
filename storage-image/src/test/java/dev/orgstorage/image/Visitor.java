package dev.orgstorage.image;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses the server in the image over the network. */
final class Visitor implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;

    Visitor(int port) {
        this.server = "http://127.0.0.1:" + port;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Asks again and again until it is ready. */
    void awaitReady(Container container) throws IOException, InterruptedException {
        Instant latest = Instant.now().plus(LONGEST_START);
        while (!isReady()) {
            if (!container.isAlive() || Instant.now().isAfter(latest)) {
                throw new IllegalStateException("Not ready:\n" + container.said());
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(server + "/health/ready")))
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    /** The first page of a user's files. */
    JsonNode list(String token) throws IOException, InterruptedException {
        return api("GET", "/list", token, "");
    }

    /** Uploads a file, finds it in the list, downloads and deletes it; returns what was downloaded. */
    String sendAFileItsWay(String token, String text) throws IOException, InterruptedException {
        JsonNode upload = api("POST", "/upload-url", token, """
                {"fileName": "hello.txt", "fileType": "text/plain", "fileSize": %d}""".formatted(text.length()));
        HttpRequest.Builder put = HttpRequest.newBuilder(
                        URI.create(upload.path("uploadUrl").asString()))
                .PUT(BodyPublishers.ofString(text));
        upload.path("headers")
                .properties()
                .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
        expect(send(put), 200);
        String id = upload.path("recordId").asString();
        api("POST", "/uploads/" + id + "/complete", token, "");
        if (!api("GET", "/list", token, "")
                .path("files")
                .path(0)
                .path("id")
                .asString("")
                .equals(id)) {
            throw new IllegalStateException("Not in the list: " + id);
        }
        JsonNode download = api("POST", "/download-url", token, "{\"id\": \"" + id + "\"}");
        String downloaded = expect(
                send(HttpRequest.newBuilder(
                        URI.create(download.path("downloadUrl").asString()))),
                200);
        api("DELETE", "/files/" + id, token, "");
        return downloaded;
    }

    private JsonNode api(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return JSON.readTree(expect(
                send(HttpRequest.newBuilder(URI.create(server + "/api/storage" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))),
                200));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String expect(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
