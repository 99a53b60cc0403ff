package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API, as its users write one: JSON here, bytes straight to and from the bucket. */
public final class Client {
    private static final HttpClient HTTP = client();
    private static final JsonMapper JSON = new JsonMapper();

    private final String api;
    private final Map<String, String> headers;

    public Client(String address, String token) {
        this(address + "/api/storage", token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token));
    }

    private Client(String api, Map<String, String> headers) {
        this.api = api;
        this.headers = headers;
    }

    /** The same one, asking for a context: what {@code X-Organization-Id} is to say. */
    public Client in(String other) {
        return with("X-Organization-Id", other);
    }

    /** The same one, with one more header. */
    Client with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Client(api, more);
    }

    public record Reply(int status, HttpHeaders headers, JsonNode json) {
        public String text(String field) {
            return json.path(field).asString();
        }

        public Reply expecting(int expected) {
            assertThat(status).as(json.toString()).isEqualTo(expected);
            return this;
        }

        /** The JSON but for the name of the request. */
        String nameless() {
            return json.toString().replaceFirst(",\"requestId\":\"[0-9a-f]{16}\"", "");
        }
    }

    public Reply get(String path) {
        return call("GET", path, BodyPublishers.noBody(), null);
    }

    public Reply delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody(), null);
    }

    Reply patch(String path, Map<String, ?> body) {
        String json = JSON.writeValueAsString(body);
        return call("PATCH", path, BodyPublishers.ofString(json, StandardCharsets.UTF_8), json);
    }

    /** The answer as it is written, whatever it is. */
    String text(String method, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api + path)).method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = send(request.build());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public Reply post(String path, Map<String, ?> body) {
        String json = JSON.writeValueAsString(body);
        return call("POST", path, BodyPublishers.ofString(json, StandardCharsets.UTF_8), json);
    }

    /** With a body that need not be JSON. */
    Reply postRaw(String path, byte[] body) {
        return call("POST", path, BodyPublishers.ofByteArray(body), null);
    }

    Reply startUpload(String name, String type, long size) {
        return post("/upload-url", Map.of("fileName", name, "fileType", type, "fileSize", size));
    }

    /** A file in parts of so many bytes, or of the usual size. */
    Reply startParts(String name, long size, @Nullable Long partSize) {
        Map<String, Object> promise =
                new TreeMap<>(Map.of("fileName", name, "fileType", "application/octet-stream", "fileSize", size));
        if (partSize != null) {
            promise.put("partSize", partSize);
        }
        return post("/uploads", promise);
    }

    Reply signParts(String id, Integer... numbers) {
        return post("/uploads/" + id + "/parts", Map.of("numbers", List.of(numbers)));
    }

    Reply complete(Reply started) {
        return post("/uploads/" + started.text("recordId") + "/complete", Map.of());
    }

    /** The whole way in; the ready file. */
    public Reply upload(String name, String type, byte[] bytes) {
        Reply started = startUpload(name, type, bytes.length).expecting(200);
        deliver(started, bytes);
        return complete(started).expecting(200);
    }

    public byte[] download(String id) {
        return fetch(post("/download-url", Map.of("id", id)).expecting(200).text("downloadUrl"));
    }

    /** What the bucket gives for a signed URL. */
    static byte[] fetch(String downloadUrl) {
        return send(HttpRequest.newBuilder(URI.create(downloadUrl)).build()).body();
    }

    public List<String> namesListed() {
        return fieldListed("filename");
    }

    /** A field of every file of the context, page by page. */
    List<String> fieldListed(String field) {
        List<String> values = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = get("/list?limit=100" + cursor).expecting(200);
            page.json()
                    .path("files")
                    .forEach(file -> values.add(file.path(field).asString()));
            JsonNode next = page.json().path("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return values;
    }

    /** Sends the bytes that were promised, which the bucket takes. */
    static void deliver(Reply started, byte[] bytes) {
        HttpRequest put = request(started.text("method"), started.text("uploadUrl"), headersOf(started), bytes);
        assertThat(send(put).statusCode()).isEqualTo(200);
    }

    /** Sends bytes to where an upload was started, and returns the bucket's status. */
    static int put(Reply started, byte[] bytes) {
        return send(started.text("method"), started.text("uploadUrl"), headersOf(started), bytes);
    }

    /** The headers that an upload has to have. */
    static Map<String, String> headersOf(Reply started) {
        Map<String, String> headers = new TreeMap<>();
        started.json()
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return headers;
    }

    /** Sends anything to the bucket, and returns its status. */
    static int send(String method, String url, Map<String, String> headers, byte[] bytes) {
        // A connection of its own: a bucket that refuses an upload may close the one it came by.
        try (HttpClient once = client()) {
            return send(once, request(method, url, headers, bytes)).statusCode();
        }
    }

    private static HttpRequest request(String method, String url, Map<String, String> headers, byte[] bytes) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofByteArray(bytes));
        headers.forEach(request::header);
        return request.build();
    }

    /** The headers that the bucket gives for a signed URL. */
    static HttpHeaders headers(String downloadUrl) {
        return send(HttpRequest.newBuilder(URI.create(downloadUrl)).build()).headers();
    }

    /** Whatever comes back has to be as it is described. */
    private Reply call(String method, String path, BodyPublisher body, @Nullable String sent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body);
        headers.forEach(request::header);
        HttpResponse<byte[]> response = send(request.build());
        String text = isJson(response) ? new String(response.body(), StandardCharsets.UTF_8) : "";
        new Exchange(
                        method,
                        response.uri(),
                        sent,
                        response.statusCode(),
                        response.headers().map(),
                        text)
                .requireDescribed();
        return new Reply(response.statusCode(), response.headers(), JSON.readTree(text));
    }

    private static boolean isJson(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        return send(HTTP, request);
    }

    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    request.method() + " " + request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
