package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's walk, word for word. */
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("orgstorage.root"));

    @Test
    void theWayOfAFileGoesAsTheReadmeSays(@TempDir Path folder) throws Exception {
        Tools.require("curl", "jq");
        Path home = ServerProcess.emptyHome(folder);
        try (ServerProcess server = ServerProcess.serving(home)) {
            String printed = walk(home, URI.create(server.address()).getPort());
            assertThat(printed)
                    .containsSubsequence(
                            "\"filename\": \"Grüße.txt\"",
                            "\"state\": \"ready\"",
                            "\"Grüße.txt\"",
                            "0",
                            "the same, byte for byte",
                            "{\"message\":\"File deleted successfully\"}",
                            "{\"message\":\"File deleted successfully\"}",
                            "not_found");
        }
    }

    private static String walk(Path home, int port) throws IOException, InterruptedException {
        Matcher block =
                Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).isTrue();
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", block.group(1)).directory(ROOT.toFile());
        shell.environment().put("ORGSTORAGE_HOME", home.toString());
        shell.environment().put("PORT", String.valueOf(port));
        shell.environment().put("TMPDIR", home.toString());
        shell.redirectErrorStream(true);
        Process process = shell.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
