package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From nothing to figures, with the packaged server. */
final class HttpCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void wrkIsHere() {
        boolean skipped = Wrk.installed().isEmpty() && !"true".equals(System.getenv("CI"));
        assumeFalse(skipped, "SKIPPED, not tested: this needs wrk (Debian: apt install wrk)");
    }

    @Test
    void routesAmongAThousandFilesAreMeasuredAndNoRequestFails() throws Exception {
        Path json = folder.resolve("figures.json");
        String line = "--files 1000 --rounds 1 --seconds 1 --warm-up 0 --only LIST_FAR,SEARCH,MIX";
        int status = new CommandLine(new HttpCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute((line + " --home " + folder + " --json " + json).split(" ", -1));
        assertThat(status).as(out + "\n" + err).isZero();
        assertThat(out.toString()).contains("search by name and type there").endsWith("No request failed.\n");
        JsonNode routes = JsonMapper.shared().readTree(Files.readString(json)).get("routes");
        assertThat(routes).hasSize(3).allSatisfy(route -> {
            JsonNode median = route.at("/medians/orgstorage");
            assertThat(median.get("perSecond").asDouble()).as(route.toString()).isPositive();
            assertThat(median.get("server").asDouble()).as(route.toString()).isPositive();
            assertThat(median.get("database").asDouble()).as(route.toString()).isPositive();
        });
    }
}
