package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.benchmarks.http.HttpReport.Ratios;
import dev.orgstorage.benchmarks.http.Measurement.Case;
import dev.orgstorage.benchmarks.http.Measurement.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class HttpReportTest {
    private static final Sample OURS = new Sample(2000, 10, 50, 0.25, 0.25, 300, 0, 0.04);
    private static final Sample OTHER = new Sample(500, 40, 75, 1.5, 0.5, 100, 0, 0.06);

    @Test
    void itReadsAsATable() {
        assertThat(report(OURS, OTHER).table()).isEqualTo("""
                        1,000,000 files, 32 connections, medians of 5 samples of 2 s, 2 processors, PostgreSQL 18, Java 25, -Xmx1g

                                                                            ms       ms    CPU ms    CPU ms       MiB   cores
                                                           requests/s   median     99 %    server  database  resident  others
                        list 50, personal                       2,000    10.00    50.00     0.250     0.250       300    0.04
                          beside                                  500    40.00    75.00     1.500     0.500       100    0.06
                          better by                             4.00x    4.00x    1.50x      4.00x in CPU
                        download-url, alone                     2,000    10.00    50.00     0.250     0.250       300    0.04

                        No request failed.
                        """);
    }

    @Test
    void errorsAreFaults() {
        Sample failing = new Sample(2000, 10, 50, 0.25, 0.25, 300, 7, 0);
        assertThat(report(OURS, failing).faults()).containsExactly("beside answered list 50, personal with 7 errors");
        assertThat(report(OURS, failing).table())
                .endsWith("WRONG:\n  beside answered list 50, personal with 7 errors\n");
    }

    @Test
    void silenceIsAFault() {
        Sample silent = new Sample(0, 0, 0, 100, 100.0, 300, 0, 0);
        assertThat(report(OURS, silent).faults()).containsExactly("beside did not answer list 50, personal");
    }

    @Test
    void whereADatabaseIsNotKnownServersAloneAreCompared() {
        Sample other = new Sample(500, 40, 75, 1.5, null, 100, 0, 0);
        assertThat(Ratios.of(OURS, other).cpu()).isEqualTo(6);
        assertThat(report(OURS, other).table()).contains("1.500         -");
    }

    @Test
    void jsonHasEachSampleAndRatios() {
        JsonNode json = JsonMapper.shared().valueToTree(report(OURS, OTHER).json());
        JsonNode list = json.get("routes").get(0);
        assertThat(list.get("route").asString()).isEqualTo("list-personal");
        assertThat(list.at("/medians/orgstorage/perSecond").asDouble()).isEqualTo(2000);
        assertThat(list.at("/samples/beside/0/p99").asDouble()).isEqualTo(75);
        assertThat(list.at("/ratios/cpu").asDouble()).isEqualTo(4);
        assertThat(json.at("/conditions/files").asLong()).isEqualTo(1_000_000);
        assertThat(json.get("faults")).isEmpty();
    }

    private static HttpReport report(Sample ours, Sample other) {
        Map<String, List<Sample>> both = new LinkedHashMap<>();
        both.put(Contender.OURS, List.of(ours));
        both.put(Contender.OTHER, List.of(other));
        return new HttpReport(
                new Conditions(1_000_000, 32, 5, 2, 2, "18", "25", "-Xmx1g"),
                List.of(
                        new Measured(new Case(Route.LIST_PERSONAL, 32), both),
                        new Measured(new Case(Route.DOWNLOAD, 1), Map.of(Contender.OURS, List.of(ours)))));
    }
}
