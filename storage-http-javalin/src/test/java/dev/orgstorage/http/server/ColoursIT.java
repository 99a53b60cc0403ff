package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged commands, on a real terminal and in a pipe. */
class ColoursIT {
    private static final String ESCAPE = "\u001B[";

    /** Nobody is there, which the doctor has to say. */
    private static final String DOCTOR = "doctor --database-url=jdbc:postgresql://127.0.0.1:1/none"
            + " --r2-endpoint=http://127.0.0.1:1 --r2-bucket=bucket --r2-access-key-id=k --r2-secret-access-key=s";

    @BeforeAll
    static void needsATerminal() {
        Tools.require("script");
    }

    @Test
    void aTerminalHasColours() throws Exception {
        assertThat(onATerminal(Map.of(), "--help")).contains(ESCAPE);
        assertThat(onATerminal(Map.of(), DOCTOR)).contains(ESCAPE, "failed");
    }

    @Test
    void aPipeHasNone() throws Exception {
        assertThat(inAPipe(Map.of(), "--help")).contains("Usage").doesNotContain(ESCAPE);
        assertThat(inAPipe(Map.of(), DOCTOR)).contains("failed").doesNotContain(ESCAPE);
    }

    @Test
    void whoWantsNoneHasNoneAndWhoWantsThemHasThemAnywhere() throws Exception {
        assertThat(onATerminal(Map.of("NO_COLOR", "1"), "--help"))
                .contains("Usage")
                .doesNotContain(ESCAPE);
        assertThat(inAPipe(Map.of("CLICOLOR_FORCE", "1"), "--help")).contains(ESCAPE, "Usage");
    }

    private static String onATerminal(Map<String, String> environment, String command) throws Exception {
        return said(environment, "script", "-qec", line(command), "/dev/null");
    }

    private static String inAPipe(Map<String, String> environment, String command) throws Exception {
        return said(environment, "sh", "-c", line(command));
    }

    private static String line(String command) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.orgstorage.http.server.OrgStorage %s"
                .formatted(java, System.getProperty("orgstorage.server"), command);
    }

    private static String said(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.contains("COLOR"));
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
