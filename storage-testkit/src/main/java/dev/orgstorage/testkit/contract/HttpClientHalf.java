package dev.orgstorage.testkit.contract;

import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends signed requests over HTTP, as any client would. */
final class HttpClientHalf {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private HttpClientHalf() {}

    static Answer send(SignedRequest request, byte[] body) {
        HttpRequest.BodyPublisher publisher = request.method().equals("PUT")
                ? HttpRequest.BodyPublishers.ofByteArray(body)
                : HttpRequest.BodyPublishers.noBody();
        HttpRequest.Builder http =
                HttpRequest.newBuilder(request.url()).timeout(TIMEOUT).method(request.method(), publisher);
        request.headers().forEach(http::header);
        // A connection of its own: a bucket that refuses an upload may close the one it came by.
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return answer(client.send(http.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending", e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Answer(response.statusCode(), headers, response.body());
    }
}
