package dev.orgstorage.http.server;

import dev.orgstorage.port.SignedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Sends requests to a bucket as a client of ours does, who holds nothing but what was signed. */
final class Wire {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private Wire() {}

    /** What a bucket answered. */
    record Answer(int status, HttpHeaders headers, String body) {
        private static final Pattern CODE = Pattern.compile("<Code>\\s*([A-Za-z0-9]+)\\s*</Code>");

        boolean accepted() {
            return status / 100 == 2;
        }

        /** The error code of S3, empty if there is none. */
        String code() {
            Matcher code = CODE.matcher(body);
            return code.find() ? code.group(1) : "";
        }

        String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        /** As people quote it: {@code 403 AccessDenied}. */
        @Override
        public String toString() {
            return (status + " " + code()).strip();
        }
    }

    static Answer send(SignedRequest request) throws IOException, InterruptedException {
        return send(request.method(), request, request.headers(), "");
    }

    static Answer send(SignedRequest request, String body) throws IOException, InterruptedException {
        return send(request.method(), request, request.headers(), body);
    }

    /** To the URL that was signed, but with another method or other headers. */
    static Answer send(String method, SignedRequest request, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.url())
                .timeout(ANSWER)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(http::header);
        // A connection of its own: a bucket that refuses an upload may close the one it came by.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        try {
            HttpResponse<String> response = client.send(http.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } finally {
            client.shutdownNow();
        }
    }

    /** What kept a request from being answered; the JDK's own exceptions say it by their class alone. */
    static String words(IOException failure) {
        return switch (failure) {
            case HttpTimeoutException late -> "no answer within " + ANSWER.toSeconds() + " seconds";
            case ConnectException refused -> isUnresolved(refused) ? "no such host" : "the connection is refused";
            case SSLException untrusted -> "no secure connection: " + untrusted.getMessage();
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }

    private static boolean isUnresolved(ConnectException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof UnresolvedAddressException;
    }
}
