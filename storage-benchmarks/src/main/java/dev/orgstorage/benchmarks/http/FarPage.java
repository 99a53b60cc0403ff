package dev.orgstorage.benchmarks.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The thousandth page of 50, or in fewer files one far back, as a client gets there: from page to page, in fifty steps.
 *
 * @param step how many files each
 */
record FarPage(URI address, String token, int step) {
    private static final int STEPS = 50;
    private static final int THOUSANDTH = 999;

    static FarPage of(URI address, String token, long files) {
        return new FarPage(address, token, Math.clamp(files / (STEPS + 1), 1, THOUSANDTH));
    }

    /** What comes before that page. */
    String cursor() {
        String cursor = "";
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int page = 0; page < STEPS; page++) {
                String next = next(client, cursor);
                if (next.isEmpty()) {
                    break;
                }
                cursor = next;
            }
        }
        return cursor;
    }

    private String next(HttpClient client, String cursor) {
        String query = "/api/storage/list?limit=" + step + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
        HttpRequest request = HttpRequest.newBuilder(address.resolve(query))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CannotMeasure("The server answers " + query + " with " + answer.body());
            }
            JsonNode next = JsonMapper.shared().readTree(answer.body()).path("nextCursor");
            return next.isString() ? next.asString() : "";
        } catch (IOException e) {
            throw new CannotMeasure("The server does not answer " + query, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("Interrupted", e);
        }
    }
}
