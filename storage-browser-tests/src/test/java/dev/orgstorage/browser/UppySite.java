package dev.orgstorage.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orgstorage.http.server.NodePackages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site of somebody else's, on an origin of its own, whose pages have Uppy as it comes from npm, set up by the words of
 * docs/uppy.md: {@code /5} and {@code /6}. What a page has to know is in its fragment.
 */
final class UppySite implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("orgstorage.root"));
    private static final String PAGE = """
            <!doctype html>
            <meta charset="utf-8">
            <title>Uppy</title>
            <link rel="icon" href="data:,">
            <input type="file" multiple>
            <script>
              const { version, example, token, organization } =
                Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
            </script>
            <script type="module">
              const { uppy } = await import(`./${version}.js`);
              window.uppy = uppy;
              document.querySelector('input').onchange = ({ target }) =>
                uppy.addFiles([...target.files].map((file) => ({ name: file.name, type: file.type, data: file })));
            </script>
            """;

    private final HttpServer server;
    private final Map<String, String> scripts = new ConcurrentHashMap<>();

    UppySite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean isScript = path.endsWith(".js");
            byte[] body = (isScript ? scripts.computeIfAbsent(path, UppySite::script) : PAGE).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", isScript ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** What the documentation says of a version, and Uppy itself, as one module: some of what Uppy needs are none. */
    private static String script(String path) {
        String version = path.substring(1, path.indexOf('.'));
        try {
            Path source = ROOT.resolve("storage-browser-tests/src/test/uppy-" + version);
            Path packages = NodePackages.installed(source);
            Process esbuild = new ProcessBuilder("node_modules/.bin/esbuild", "--bundle", "--format=esm")
                    .directory(packages.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream code = esbuild.getOutputStream()) {
                code.write((documented(version) + "\nexport { uppy };\n").getBytes(UTF_8));
            }
            String bundle = new String(esbuild.getInputStream().readAllBytes(), UTF_8);
            if (esbuild.waitFor() != 0) {
                throw new AssertionError("esbuild does not take the code of docs/uppy.md, version " + version);
            }
            return bundle;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The code word for word, but for the example's names. */
    private static String documented(String version) throws IOException {
        Matcher block = Pattern.compile(
                        "^## Version " + version + "\n.*?```js\n(.*?)```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(ROOT.resolve("docs/uppy.md")));
        if (!block.find()) {
            throw new AssertionError("docs/uppy.md has no code for version " + version);
        }
        return block.group(1)
                .replaceAll("'https://files\\.example\\.com(.*?)'", "`\\${example}$1`")
                .replace("'acme'", "organization");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
