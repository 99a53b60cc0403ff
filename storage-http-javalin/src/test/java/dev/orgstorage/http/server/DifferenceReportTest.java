package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.testkit.Samples;
import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Repair.Outcome;
import dev.orgstorage.usecase.Repair.Repaired;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DifferenceReportTest {
    private static final Repaired DONE = new Repaired(Outcome.RECORD_REMOVED, "Its record was removed");
    private static final ReconcileSummary NOTHING =
            new ReconcileSummary(0, 0, 0, 0, 0, Map.of("missing", 0L), 0, 0, null, Map.of());

    private final Samples samples = new Samples(Instant.parse("2026-01-01T12:00:00Z"), new Random(4));
    private final Caller member = samples.member();

    @TempDir
    private Path folder;

    @Test
    void differencesComeOutOfTheFileAsTheyWentIn() {
        List<FoundRow> rows = Samples.HARD_NAMES.stream().map(this::missing).toList();
        List<FoundRow> read = new ArrayList<>();
        try (FoundFile kept = FoundFile.temporary()) {
            kept.forEach(read::add);
            assertThat(read).isEmpty();
            rows.forEach(kept::add);
            kept.forEach(read::add);
        }
        assertThat(read).isEqualTo(rows);
        assertThat(read.getFirst().whichKind()).isEqualTo(Kind.MISSING);
        assertThat(read.getFirst().whichKey().value()).isEqualTo(rows.getFirst().key());
    }

    @Test
    void aRowStandsInTheCsvBeforeAnythingIsDoneAboutIt() throws IOException {
        Path file = folder.resolve("report.csv");
        FoundRow row = missing("a, \"b\".txt");
        try (DifferencesCsv csv = DifferencesCsv.to(file)) {
            csv.found(row);
            assertThat(Files.readString(file))
                    .contains("\"a, \"\"b\"\".txt\"")
                    .contains(row.key())
                    .endsWith(row.updatedAt() + ",,,");
            csv.done(row.with(DONE));
            csv.found(row);
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("kind,key,owner,since,").endsWith(",outcome,reason");
        assertThat(lines.get(1)).endsWith(",record-removed,Its record was removed");
        assertThat(lines.get(2)).endsWith(row.updatedAt() + ",,,");
    }

    @Test
    void aCsvWithoutRoomForItIsRefused() {
        assertThatThrownBy(() -> DifferencesCsv.to(folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void asJsonEachIsALineAndTheSummaryTheLast() {
        StringWriter out = new StringWriter();
        try (DifferencesAsJson json = new DifferencesAsJson(new PrintWriter(out))) {
            FoundRow row = missing("n.txt");
            json.found(row);
            json.done(row.with(DONE));
            json.end(NOTHING);
        }
        JsonMapper json = new JsonMapper();
        assertThat(out.toString().lines().map(json::readTree))
                .satisfiesExactly(
                        line -> assertThat(
                                        line.path("difference").path("outcome").asString())
                                .isEqualTo("record-removed"),
                        line -> assertThat(
                                        line.path("summary").path("differences").toString())
                                .isEqualTo("{\"missing\":0}"));
    }

    @Test
    void theExitStatusTellsWhatIsLeft() {
        assertThat(NOTHING.exitStatus()).isZero();
        assertThat(summary(Map.of()).exitStatus()).isEqualTo(3);
        assertThat(summary(Map.of("record-removed", 2L, "resolved", 1L)).exitStatus())
                .isZero();
        assertThat(summary(Map.of("record-removed", 2L, "left", 1L)).exitStatus())
                .isEqualTo(3);
        assertThat(summary(Map.of("left", 2L, "failed", 1L)).exitStatus()).isEqualTo(1);
    }

    private static ReconcileSummary summary(Map<String, Long> repaired) {
        return new ReconcileSummary(0, 3, 0, 0, 0, Map.of("missing", 3L), 0, 0, null, repaired);
    }

    private FoundRow missing(String name) {
        FileRecord file = Samples.ready(samples.pending(member, name));
        return FoundRow.of(new Difference(Kind.MISSING, file.key(), file, null, null));
    }
}
