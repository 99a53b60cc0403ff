package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.benchmarks.Bystander.Wait;
import dev.orgstorage.benchmarks.Findings.Score;
import dev.orgstorage.benchmarks.UpkeepReport.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UpkeepReportTest {
    @Test
    void itReadsAsATable() {
        assertThat(report(List.of()).table()).isEqualTo("""
                        20,000 files on 2 processors, heap of at most 256 MiB

                        step                                                   seconds per second   heap MiB
                        reconcile                        20,000 objects            2.5      8,000         75

                        difference                      planted      found
                        missing                              20         20

                        others meanwhile, in ms           calls     median       99 %
                        find a file, before               2,000       0.25       1.00
                        find a file, erasing              1,000       0.50       2.00

                        Most memory resident: 200 MiB
                        Exactly what was planted was found.
                        """);
    }

    @Test
    void itSaysWhatWentWrong() {
        assertThat(report(List.of("There are 20 stray objects")).table())
                .endsWith("WRONG:\n  There are 20 stray objects\n");
    }

    private static UpkeepReport report(List<String> faults) {
        return new UpkeepReport(
                20_000,
                2,
                256,
                List.of(new Step("reconcile", 20_000, "objects", 2.5, 75)),
                List.of(new Score("missing", 20, 20)),
                List.of(new Wait("find a file", 2000, 0.25, 1)),
                List.of(new Wait("find a file", 1000, 0.5, 2)),
                200L,
                faults);
    }
}
