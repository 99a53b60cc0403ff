package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class UpkeepCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void exactlyWhatWasPlantedIsFoundInLittleMemory() {
        int status = run("--files", "20000", "--json");
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertThat(report.get("faults")).as(out + "\n" + err).isEmpty();
        assertThat(status).isZero();
        assertThat(report.get("differences")).hasSize(5).allSatisfy(score -> {
            int planted = score.get("difference").asString().equals("altered") ? 40 : 20;
            assertThat(score.get("planted").asInt()).isEqualTo(planted);
            assertThat(score.get("found").asInt()).isEqualTo(planted);
        });
        assertThat(report.get("steps"))
                .extracting(step -> step.get("count").asInt())
                .containsExactly(20_000, 20_000, 20_000, 2000, 2040);
        assertThat(report.get("meanwhile")).hasSize(2);
    }

    @Test
    void anotherNumberThanThousandsIsRefused() {
        assertThat(run("--files", "1500")).isEqualTo(2);
        assertThat(err.toString()).contains("The files are so many thousands, not 1500");
    }

    private int run(String... args) {
        return new CommandLine(new UpkeepCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
