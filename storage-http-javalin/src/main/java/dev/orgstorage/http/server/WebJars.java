package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.webjars.WebJarVersionLocator;

/** The libraries of the page: of each WebJar no more files than the page needs. */
final class WebJars {
    private static final Map<String, List<String>> LIBRARIES = libraries();
    private static final String ICONS = "bootstrap-icons";
    private static final Pattern ICON =
            Pattern.compile("<svg [^>]*viewBox=\"([^\"]*)\"[^>]*>(.*)</svg>", Pattern.DOTALL);

    private final WebJarVersionLocator locator = new WebJarVersionLocator();

    private static Map<String, List<String>> libraries() {
        Map<String, List<String>> libraries = new LinkedHashMap<>();
        libraries.put("lit", List.of("index.js", "directives/repeat.js", "directives/live.js"));
        libraries.put(
                "lit-html",
                List.of(
                        "lit-html.js",
                        "is-server.js",
                        "directive.js",
                        "directive-helpers.js",
                        "directives/repeat.js",
                        "directives/live.js"));
        libraries.put("lit-element", List.of("lit-element.js"));
        libraries.put("lit__reactive-element", List.of("reactive-element.js", "css-tag.js"));
        libraries.put("tanstack__query-core", queryCore());
        libraries.put("picocss__pico", List.of("css/pico.min.css"));
        return libraries;
    }

    private static List<String> queryCore() {
        return List.of(
                        "focusManager",
                        "hydration",
                        "index",
                        "infiniteQueryBehavior",
                        "infiniteQueryObserver",
                        "mutation",
                        "mutationCache",
                        "mutationObserver",
                        "notifyManager",
                        "onlineManager",
                        "queriesObserver",
                        "query",
                        "queryCache",
                        "queryClient",
                        "queryObserver",
                        "removable",
                        "retryer",
                        "streamedQuery",
                        "subscribable",
                        "thenable",
                        "types",
                        "utils")
                .stream()
                .map(name -> "build/modern/" + name + ".js")
                .toList();
    }

    /** The files by WebJar and path in it, such as {@code lit/index.js}. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        LIBRARIES.forEach((webJar, paths) -> paths.forEach(path -> files.put(webJar + "/" + path, file(webJar, path))));
        return files;
    }

    /** One picture with these icons in it, each a symbol of its name. */
    String sprite(List<String> icons) {
        return icons.stream()
                .map(this::symbol)
                .collect(Collectors.joining("", "<svg xmlns=\"http://www.w3.org/2000/svg\">", "</svg>\n"));
    }

    private String symbol(String icon) {
        Matcher parts = ICON.matcher(new String(file(ICONS, "icons/" + icon + ".svg"), UTF_8));
        if (!parts.find()) {
            throw new IllegalStateException("Icon " + icon + " is not written as the others are");
        }
        return "<symbol id=\"" + icon + "\" viewBox=\"" + parts.group(1) + "\">" + parts.group(2) + "</symbol>";
    }

    private byte[] file(String webJar, String path) {
        @Nullable String found = locator.fullPath(webJar, path);
        try (InputStream file = WebJars.class.getClassLoader().getResourceAsStream(String.valueOf(found))) {
            return Objects.requireNonNull(file, () -> "No " + path + " in WebJar " + webJar)
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
