package dev.orgstorage.http.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The description of the API, and Swagger UI, out of its WebJar, to read it and to try it out. Whoever asks needs no token. */
final class ApiDocs {
    /** Swagger UI sets styles by script, which needs no more than this, and draws its icons from the style sheet. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String VERSIONED = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String DESCRIPTION = "/dev/orgstorage/http/openapi.yaml";
    private static final String PAGE = "/dev/orgstorage/http/server/docs/";
    private static final String PLACE_OF_VERSION = "VERSION";

    /** What a WebJar of another version has, has another URL. */
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "png", "image/png");

    private static final String VERSION = version();
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/" + VERSION + "/";

    void mount(JavalinConfig config) {
        config.routes.get(
                "/openapi.yaml",
                request -> request.contentType("application/yaml").result(resource(DESCRIPTION)));
        config.routes.get("/docs", ApiDocs::page);
        List.of("docs.css", "docs.js").forEach(name -> file(config, name, PAGE, "no-store"));
        List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")
                .forEach(name -> file(config, name, WEBJAR, FOR_GOOD));
    }

    private static void page(Context request) {
        request.header("Content-Security-Policy", POLICY)
                .contentType("text/html; charset=utf-8")
                .result(text(PAGE + "index.html").replace(PLACE_OF_VERSION, VERSION));
    }

    private static void file(JavalinConfig config, String name, String folder, String kept) {
        String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
        config.routes.get(
                "/docs/" + name,
                request -> request.header(Header.CACHE_CONTROL, kept)
                        .contentType(type)
                        .result(resource(folder + name)));
    }

    private static String version() {
        Properties webjar = new Properties();
        try (InputStream file = resource(VERSIONED)) {
            webjar.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return webjar.getProperty("version");
    }

    private static String text(String name) {
        try (InputStream file = resource(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ApiDocs.class.getResourceAsStream(name), name);
    }
}
