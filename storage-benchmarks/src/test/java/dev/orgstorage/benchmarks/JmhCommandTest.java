package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class JmhCommandTest {
    @Test
    void aNameThatNoBenchmarkHasIsRefused() {
        StringWriter err = new StringWriter();
        int status = new CommandLine(new JmhCommand())
                .setErr(new PrintWriter(err, true))
                .execute("NoSuchBenchmark");
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("No benchmark is called NoSuchBenchmark");
    }
}
