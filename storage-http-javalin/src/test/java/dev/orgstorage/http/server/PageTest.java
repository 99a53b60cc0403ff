package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as it is served: browsers try in their own tests what it does. */
final class PageTest {
    private static final String BUCKET = "https://bucket.example";
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\": \"(/page/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:\\bfrom|\\bimport)\\s*[\"']([^\"']+)[\"']");
    private static final Pattern ICON =
            Pattern.compile("\\bicon\\('([^']+)'|icon: '([^']+)'|button\\('[A-Z][a-z]+', '([^']+)'");

    private static final Javalin SERVER = new Door(DoorSettings.standard().with(new DoorSettings.Rates(0, 2)))
            .before(config -> new Page(PageFiles.read(), BUCKET).mount(config), "127.0.0.1", 0)
            .start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        HTTP.close();
        SERVER.stop();
    }

    @Test
    void allThatTheStartNamesIsThereAndOfItsType() {
        Set<String> named = new LinkedHashSet<>();
        all(ADDRESS, start()).forEach(found -> named.add(found.group(1)));
        assertThat(named).hasSizeGreaterThan(30);
        for (String path : named) {
            HttpResponse<String> file = get(path);
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            assertThat(header(file, "Content-Type")).as(path).startsWith(type(path));
            assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void allThatModulesImportIsThere() {
        Map<String, String> map = new TreeMap<>();
        all(MAPPED, start()).forEach(found -> map.put(found.group(1), found.group(2)));
        for (String module : modules()) {
            for (MatchResult found : all(IMPORT, get(module).body())) {
                String path = resolved(found.group(1), module, map);
                assertThat(get(path).statusCode())
                        .as(module + " imports " + path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void everyIconThatIsShownIsInThePicture() {
        String folder = modules().getFirst().replaceFirst("(/page/[^/]+/).*", "$1");
        String sprite = get(folder + "icons.svg").body();
        Set<String> icons = new LinkedHashSet<>();
        for (String module : modules()) {
            if (!module.contains("/lib/")) {
                all(ICON, get(module).body())
                        .forEach(found -> icons.add(
                                found.group(1) != null
                                        ? found.group(1)
                                        : found.group(2) != null ? found.group(2) : found.group(3)));
            }
        }
        assertThat(icons)
                .hasSizeGreaterThan(20)
                .allSatisfy(icon -> assertThat(sprite).contains("id=\"" + icon + "\""));
    }

    @Test
    void nothingRunsButOurFilesAndTheOneImportMap() throws Exception {
        HttpResponse<String> start = get("/");
        Matcher map = IMPORT_MAP.matcher(start.body());
        assertThat(map.find()).isTrue();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(UTF_8));
        assertThat(header(start, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';")
                .contains("connect-src 'self' " + BUCKET + ";")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(start.body()).doesNotContain("style=", "onclick", "{version}");
    }

    @Test
    void aFileIsKeptForEverAndTheStartIsNot() {
        assertThat(header(get("/"), "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(get(modules().getFirst()), "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void whoHasAFileAlreadyIsNotSentIt() {
        String module = modules().getFirst();
        String tag = header(get(module), "ETag");
        HttpResponse<String> again = answer(request(module).header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(answer(request(module).header("If-None-Match", "\"another\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theHeadOfEachIsTheSameWithoutTheBody() {
        for (String path : List.of("/", modules().getFirst())) {
            HttpResponse<String> head = answer(request(path).method("HEAD", BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "Content-Type")).isEqualTo(header(get(path), "Content-Type"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/",
                "/page/app.js",
                "/page/0000000000000000/app.js",
                "/page/%2e%2e/PageFiles.class",
                "VERSION/lib/lit/package.json",
                "VERSION/icons.txt",
                "VERSION/index.html"
            })
    void whatIsNotOfThePageIsNotThere(String path) {
        String version = modules().getFirst().replaceFirst("(/page/[^/]+)/.*", "$1");
        assertThat(get(path.replace("VERSION", version)).statusCode()).isIn(400, 404);
    }

    /** The address may ask twice a minute for anything else. */
    @Test
    void thePageCostsAnAddressNothing() {
        assertThat(modules())
                .hasSizeGreaterThan(20)
                .allSatisfy(module -> assertThat(get(module).statusCode()).isEqualTo(200));
        assertThat(get("/").headers().firstValue("RateLimit-Remaining")).isEmpty();
    }

    private static List<String> modules() {
        return all(ADDRESS, start()).stream()
                .map(found -> found.group(1))
                .filter(path -> path.endsWith(".js"))
                .distinct()
                .toList();
    }

    private static String resolved(String name, String module, Map<String, String> map) {
        if (name.startsWith(".")) {
            return URI.create(module).resolve(name).toString();
        }
        if (map.containsKey(name)) {
            return map.get(name);
        }
        String prefix = map.keySet().stream()
                .filter(each -> each.endsWith("/") && name.startsWith(each))
                .findFirst()
                .orElseThrow(() -> new AssertionError(module + " imports " + name + ", which is not mapped"));
        return map.get(prefix) + name.substring(prefix.length());
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript";
            case "css" -> "text/css";
            default -> "image/svg+xml";
        };
    }

    private static String start() {
        return get("/").body();
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("(none)");
    }

    private static HttpResponse<String> get(String path) {
        return answer(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + path));
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
