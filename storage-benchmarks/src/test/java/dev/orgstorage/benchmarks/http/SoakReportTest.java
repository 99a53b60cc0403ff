package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.benchmarks.http.SoakReport.Minute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SoakReportTest {
    private static final Conditions CONDITIONS = new Conditions(1_000_000, 32, 3, 2, 2, "18", "25", "");

    @Test
    void itHasALineForEachMinute() {
        SoakReport report = new SoakReport(
                CONDITIONS, 1600, false, List.of(new Minute(1, sample(0), 80.25, 12, 90)), Map.of(), Map.of());
        assertThat(report.faults()).isEmpty();
        assertThat(report.table()).endsWith("""
                        list, download, upload 70/20/10 at 1,600 requests/s

                                                 ms        ms    CPU ms live heap  resident    database    open        \

                        minute requests/s    median      99 %       all       MiB       MiB connections   files  errors
                             1      1,600     10.00     50.00     0.500      80.3       300          12      90       0

                        No request failed.
                        """);
    }

    @Test
    void whatIsAskedWhileTheBucketStallsStandsBesideWhatWasBefore() {
        SoakReport report = new SoakReport(
                CONDITIONS,
                1600,
                true,
                List.of(new Minute(1, sample(2), 80, 12, 90)),
                Map.of(Route.DOWNLOAD, sample(0)),
                Map.of(Route.DOWNLOAD, sample(4)));
        assertThat(report.faults())
                .containsExactly("2 errors in minute 1", "4 errors of download while the bucket stalled");
        assertThat(report.table())
                .contains("while the bucket does not answer")
                .contains("download-url, before                    1,600     10.00     50.00       0\n")
                .contains("download-url, stalled                   1,600     10.00     50.00       4\n");
    }

    @Test
    void whatIsLiveStandsInTheLastLineOfAHistogram() {
        String histogram = """
                1234:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         30000       20971520  [B (java.base@25)
                Total         40000       52428800
                """;
        assertThat(LiveHeap.inHistogram(histogram)).isEqualTo(50);
        assertThatThrownBy(() -> LiveHeap.inHistogram("1234: No such process"))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContaining("No such process");
    }

    private static Sample sample(long errors) {
        return new Sample(1600, 10, 50, 0.25, 0.25, 300, errors, 0);
    }
}
