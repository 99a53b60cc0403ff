package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class BenchmarksTest {
    @Test
    void withoutACommandItSaysWhichThereAre() {
        StringWriter out = new StringWriter();
        int status = new CommandLine(new Benchmarks())
                .setOut(new PrintWriter(out, true))
                .execute();
        assertThat(status).isZero();
        assertThat(out.toString()).contains("http", "listing", "upkeep", "jmh");
    }
}
