package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.benchmarks.ListingReport.Way;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ListingCommandTest {
    @Test
    void nothingIsNotListed() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new ListingCommand()).setErr(new PrintWriter(err, true));
        assertThat(command.execute("--files", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--files and --rounds are at least 1");
    }

    @Test
    void itReadsAsATable() {
        ListingReport report = new ListingReport(10_000, 50, 20, 2, new Way(2, 4, 3), new Way(500, 900, 600), true);
        assertThat(report.table()).isEqualTo("""
                        The newest 50 of 10,000 files, 20 times on 2 processors, in ms

                                                           median       99 % CPU of all
                        through the record                   2.00       4.00       3.00
                        through the bucket alone           500.00     900.00     600.00
                                                             250x                  200x

                        Both found the same.
                        """);
        assertThat(new ListingReport(10_000, 50, 20, 2, new Way(2, 4, 3), new Way(5, 9, 6), false).table())
                .endsWith("WRONG: they are not the same.\n");
    }
}
