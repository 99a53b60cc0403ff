package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ApiDocsTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Javalin SERVER = new Door(DoorSettings.standard())
            .before(new ApiDocs()::mount, "127.0.0.1", 0)
            .start();

    @AfterAll
    static void stop() {
        HTTP.close();
        SERVER.stop();
    }

    @Test
    void theDescriptionIsServedAsItIs() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/openapi.yaml");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1.0\n");
    }

    @Test
    void thePageLoadsAndRunsNothingButItsOwnFiles() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/docs");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script>", "<style", "style=", "http:", "https:");
        assertThat(links(page)).hasSize(5).allSatisfy(link -> {
            HttpResponse<String> file = get(link);
            assertThat(file.statusCode()).as(link).isEqualTo(200);
            assertThat(file.body()).as(link).isNotEmpty();
        });
    }

    @Test
    void whatAWebJarOfAnotherVersionHasMayBeKeptAndNothingElse() throws IOException, InterruptedException {
        for (String link : links(get("/docs"))) {
            assertThat(get(link).headers().firstValue("Cache-Control").orElseThrow())
                    .as(link)
                    .isEqualTo(link.contains("?") ? "public, max-age=31536000, immutable" : "no-store");
        }
        assertThat(get("/docs").headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void nothingElseOfTheWebJarIsServed() throws IOException, InterruptedException {
        for (String path : new String[] {"/docs/index.html", "/docs/oauth2-redirect.html", "/docs/..%2Fopenapi.yaml"}) {
            assertThat(get(path).statusCode()).as(path).isBetween(400, 404);
        }
    }

    private static List<String> links(HttpResponse<String> page) {
        return LINK.matcher(page.body())
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + SERVER.port() + path);
        return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
