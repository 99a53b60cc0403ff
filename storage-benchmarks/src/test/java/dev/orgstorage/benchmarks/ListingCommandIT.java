package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ListingCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void recordsAndBucketLeadToTheSameFiles() {
        int status = run("--files", "60", "--rounds", "2", "--json");
        assertThat(status).as(out + "\n" + err).isZero();
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertThat(report.get("newest").asInt()).isEqualTo(50);
        assertThat(report.at("/record/median").asDouble()).isPositive();
        assertThat(report.at("/bucket/median").asDouble()).isPositive();
    }

    private int run(String... args) {
        return new CommandLine(new ListingCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
