package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files whose names or sizes hurt, sent and fetched by curl: refused clearly, or back byte for byte, as named. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardNamesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int STATUS_DIGITS = 3;

    private Path folder = Path.of("");
    private @Nullable ServerProcess server;
    private String token = "";

    @BeforeAll
    void serve(@TempDir Path temporary) throws Exception {
        Tools.require("curl");
        folder = temporary;
        Path home = ServerProcess.emptyHome(folder);
        token = ServerProcess.token(home, "--user", "ann", "--organization", "acme");
        server = ServerProcess.serving(home);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aNameInSeveralScriptsComesBack() throws Exception {
        assertComesBack("Lebenslauf – Zoë 履歴書.pdf", "application/pdf", text("%PDF-1.7\n", 10_000));
    }

    @Test
    void aNameThatIsMarkupComesBack() throws Exception {
        assertComesBack("<script>.html", "text/html", text("<html>", 100));
    }

    @Test
    void aNameThatTriesToBreakOutOfAHeaderComesBack() throws Exception {
        assertComesBack("\"; filename=evil.exe", "application/octet-stream", bytes(100));
    }

    @Test
    void aNameOf255UmlautsComesBack() throws Exception {
        assertComesBack("ü".repeat(255), "text/plain", text("Grüße ", 100));
    }

    @Test
    void anEmptyFileComesBack() throws Exception {
        assertComesBack("empty.txt", "text/plain", bytes(0));
    }

    @Test
    void aFileOf200MegabytesComesBack() throws Exception {
        assertComesBack("large.bin", "application/octet-stream", bytes(200_000_000));
    }

    @Test
    void aPathIsRefused() throws Exception {
        assertRefused("a/../../b.txt", "slash");
    }

    @Test
    void aNameOf256CharactersIsRefused() throws Exception {
        assertRefused("ü".repeat(256), "longer than 255");
    }

    @Test
    void aNameThatTurnsItsDirectionAroundIsRefused() throws Exception {
        assertRefused("photo\u202Egpj.exe", "U+202E");
    }

    private void assertRefused(String name, String reason) throws Exception {
        JsonNode problem = startUpload(name, "text/plain", 1, 400);
        assertThat(problem.path("field").asString()).isEqualTo("fileName");
        assertThat(problem.path("error").asString()).contains(reason);
    }

    private void assertComesBack(String name, String type, Path file) throws Exception {
        JsonNode started = startUpload(name, type, Files.size(file), 200);
        List<String> put = new ArrayList<>(List.of("-X", started.path("method").asString(), "--upload-file"));
        put.add(file.toString());
        started.path("headers").properties().forEach(header -> {
            put.add("-H");
            put.add(header.getKey() + ": " + header.getValue().asString());
        });
        put.add(started.path("uploadUrl").asString());
        curl(200, put.toArray(String[]::new));
        String id = started.path("recordId").asString();
        JsonNode ready = JSON.readTree(api(200, "-X", "POST", "/uploads/" + id + "/complete"));
        assertThat(ready.path("filename").asString()).isEqualTo(name);
        assertThat(ready.path("size").asLong()).isEqualTo(Files.size(file));

        Path fetched = folder.resolve("fetched-" + id);
        Path headers = folder.resolve("headers-" + id);
        api(200, "-L", "-D", headers.toString(), "--output", fetched.toString(), "/files/" + id + "/content");
        assertThat(Files.mismatch(file, fetched)).isEqualTo(-1);
        assertThat(nameIn(Files.readString(headers))).isEqualTo(name);
    }

    private JsonNode startUpload(String name, String type, long size, int status) throws Exception {
        byte[] body = JSON.writeValueAsBytes(Map.of("fileName", name, "fileType", type, "fileSize", size));
        Path request = Files.write(Files.createTempFile(folder, "request", ".json"), body);
        return JSON.readTree(
                api(status, "-H", "Content-Type: application/json", "--data-binary", "@" + request, "/upload-url"));
    }

    private ServerProcess server() {
        return Objects.requireNonNull(server);
    }

    /** The name under which a browser would save the download (RFC 6266). */
    private static String nameIn(String headers) {
        Matcher extended = Pattern.compile("filename\\*=UTF-8''(\\S+)").matcher(headers);
        if (extended.find()) {
            return URLDecoder.decode(extended.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        Matcher plain = Pattern.compile("filename=\"([^\"]*)\"").matcher(headers);
        assertThat(plain.find()).as(headers).isTrue();
        return plain.group(1);
    }

    private String api(int status, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("-H", "Authorization: Bearer " + token));
        line.addAll(List.of(arguments));
        line.add(server().address() + "/api/storage" + line.removeLast());
        return curl(status, line.toArray(String[]::new));
    }

    private static String curl(int status, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--write-out", "%{http_code}"));
        line.addAll(List.of(arguments));
        Process curl = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        int body = output.length() - STATUS_DIGITS;
        assertThat(output.substring(body)).as(output).isEqualTo(String.valueOf(status));
        return output.substring(0, body);
    }

    private Path text(String start, int more) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "text", ""), start + "x".repeat(more));
    }

    private Path bytes(int size) throws IOException {
        Path file = Files.createTempFile(folder, "bytes", "");
        Random random = new Random(size);
        byte[] block = new byte[1_000_000];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int left = size; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(left, block.length));
            }
        }
        return file;
    }
}
