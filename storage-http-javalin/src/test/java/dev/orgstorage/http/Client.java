package dev.orgstorage.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Somebody who sends requests, with headers of their own. Paths go out as they are, without being encoded. */
record Client(URI root, Map<String, String> headers) {
    static final String JSON = "application/json";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Client with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Client(root, more);
    }

    /** The same one, asking for a context. */
    Client in(String context) {
        return with("X-Organization-Id", context);
    }

    Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Reply patch(String path, String json) {
        return with("Content-Type", JSON)
                .send("PATCH", path, BodyPublishers.ofString(json, StandardCharsets.UTF_8), json);
    }

    Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    Reply post(String path, String json) {
        return with("Content-Type", JSON)
                .send("POST", path, BodyPublishers.ofString(json, StandardCharsets.UTF_8), json);
    }

    Reply send(String method, String path, BodyPublisher body) {
        return send(method, path, body, null);
    }

    /** Whatever comes back has to be as it is described. */
    private Reply send(String method, String path, BodyPublisher body, @Nullable String sent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(PATIENCE)
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            new Exchange(
                            method,
                            answer.uri(),
                            sent,
                            answer.statusCode(),
                            answer.headers().map(),
                            answer.body())
                    .requireDescribed();
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
