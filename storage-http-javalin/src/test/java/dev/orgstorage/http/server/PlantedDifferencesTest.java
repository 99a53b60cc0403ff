package dev.orgstorage.http.server;

import static dev.orgstorage.http.server.PlantedBackends.ACME;
import static dev.orgstorage.http.server.PlantedBackends.ANN;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.usecase.Reconcile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Differences of every kind, under keys that have broken other systems, planted in a real database and a real bucket. */
class PlantedDifferencesTest {
    private static final List<String> ODD_NAMES = List.of(
            "with space.txt",
            "100%.txt",
            "100%25.txt",
            "a+b&c=d#e?f",
            "履歴書 – Zoë.pdf",
            "🦊.png",
            "İstanbul ı I i",
            "quote's \"here\", and a comma",
            "ZZ",
            "_",
            "aa",
            "ملف.txt");

    @TempDir
    private static Path bucket;

    private static @Nullable PlantedBackends shared;

    @TempDir
    private Path folder;

    private final PlantedBackends scene = Objects.requireNonNull(shared);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        shared = new PlantedBackends(bucket);
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(shared).close();
    }

    @BeforeEach
    void empty() throws IOException {
        scene.clear();
        scene.ready("uploads/orgs/acme/fine", ACME);
    }

    @Test
    void whereNothingDiffersItSaysSoAndExitsWithZero() {
        scene.promised("uploads/orgs/acme/promised", ACME);
        assertThat(run()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Objects: 1, of which 0 are about to go",
                        "Records: 1 ready, 1 pending; tombstones: 0",
                        "Differences: 0");
    }

    @Test
    void theOrderOfTheBucketIsThatOfTheDatabase() {
        for (String name : ODD_NAMES) {
            scene.ready("odd/" + name, ACME);
            scene.ready("odd/" + name + " below/" + name, ACME);
        }
        Faults faults = new Faults();
        Reconcile reconcile = new Reconcile(
                faults.around(Ledger.class, scene.database().ledger()),
                faults.around(Tombstones.class, scene.database().tombstones()),
                faults.around(ObjectStore.class, scene.objects()));
        List<Object> found = new ArrayList<>();
        assertThat(reconcile.compare("", found::add).inPlace()).isEqualTo(2 * ODD_NAMES.size() + 1);
        assertThat(found).isEmpty();
        assertThat(faults.calls()).extracting(Call::method).containsOnly("list", "page");
    }

    /** The embedded bucket orders keys by their chars, S3 by their bytes, which is another order beyond U+FFFF. */
    @Test
    void aBucketThatListsInAnotherOrderIsNotComparedAndNothingIsRepaired() throws IOException {
        scene.ready("odd/\uFF5E", ACME);
        scene.ready("odd/🦊", ACME);
        FileRecord missing = scene.missing("odd/missing");
        scene.threeDaysPass();
        assertThat(run("--fix")).isEqualTo(1);
        assertThat(err.toString()).contains("odd/\uFF5E was listed after odd/🦊", "nothing was repaired");
        assertThat(scene.database().ledger().find(missing.key())).isPresent();
    }

    @Test
    void everyKindIsFoundUnderOddKeysAndNothingElse() throws IOException {
        Map<String, String> planted = new TreeMap<>();
        for (String name : ODD_NAMES) {
            scene.ready("right/" + name, ACME);
            planted.put(scene.missing("missing/" + name).key().value(), "missing");
            planted.put(scene.orphan("orphan/" + name, ACME).key().value(), "orphan");
            planted.put(scene.altered("altered/" + name, "hullo").key().value(), "altered");
            planted.put(scene.promised("overdue/" + name, ACME).key().value(), "overdue");
            planted.put(scene.unsettled("unsettled/" + name).key().value(), "unsettled");
        }
        scene.threeDaysPass();
        Path csv = folder.resolve("differences.csv");
        assertThat(run("--json", "--csv", csv.toString())).as("%s", err).isEqualTo(3);
        Map<String, String> inJson = new TreeMap<>();
        told("difference")
                .forEach(row ->
                        inJson.put(row.path("key").asString(), row.path("kind").asString()));
        assertThat(inJson).isEqualTo(planted);
        Map<String, String> inCsv = new TreeMap<>();
        rows(csv).forEach(row -> inCsv.put(row.getField("key"), row.getField("kind")));
        assertThat(inCsv).isEqualTo(planted);
        JsonNode summary = told("summary").getFirst();
        assertThat(summary.path("differences").toString())
                .isEqualTo("{\"missing\":12,\"orphan\":12,\"altered\":12,\"overdue\":12,\"unsettled\":12}");
        assertThat(summary.path("objects").asInt(0)).isEqualTo(1 + 3 * ODD_NAMES.size());
    }

    @Test
    void aReportSaysAllThatTheRecordSaid() throws IOException {
        FileRecord file = scene.missing("gone/away");
        Path csv = folder.resolve("differences.csv");
        assertThat(run("--csv", csv.toString())).isEqualTo(3);
        NamedCsvRecord row = rows(csv).getFirst();
        assertThat(row.getField("id")).isEqualTo(file.id().toString());
        assertThat(row.getField("owner")).isEqualTo("org:acme");
        assertThat(row.getField("uploader")).isEqualTo("ann");
        assertThat(row.getField("name")).isEqualTo(file.name().value());
        assertThat(row.getField("type")).isEqualTo("text/plain");
        assertThat(row.getField("recordedSize")).isEqualTo("5");
        assertThat(row.getField("recordedEtag")).isEqualTo(((FileState.Ready) file.state()).etag());
        assertThat(row.getField("createdAt")).isEqualTo(file.createdAt().toString());
        assertThat(row.getField("size")).isEmpty();
        assertThat(out.toString())
                .contains("missing     gone/away  (org:acme, since " + file.updatedAt() + ")")
                .contains("  missing     1  ready records without an object");
    }

    @Test
    void theTableShowsTheFirstFiftyOfAKindAndSaysHowManyMoreThereAre() {
        for (int i = 100; i < 153; i++) {
            scene.promised("many/" + i, ACME);
        }
        scene.change(
                "update storage.file_record set upload_until = now() - interval '9 hours' where state = 'pending'");
        assertThat(run()).isEqualTo(3);
        assertThat(out.toString())
                .contains("overdue     many/149 ", "overdue     ... and 3 more;", "Differences: 53")
                .doesNotContain("many/150");
    }

    @Test
    void repairedItSaysWhatItDidAndAgainThereIsNothingToDo() throws IOException {
        FileRecord missing = scene.missing("uploads/orgs/acme/missing");
        FileRecord orphan = scene.orphan("uploads/orgs/acme/orphan", ACME);
        FileRecord late = scene.promised("uploads/orgs/acme/late", ACME);
        scene.put(late, "hello");
        scene.promised("uploads/orgs/acme/never", ACME);
        FileRecord unsettled = scene.unsettled("uploads/orgs/acme/unsettled");
        scene.threeDaysPass();
        Path csv = folder.resolve("differences.csv");
        assertThat(run("--fix", "--csv", csv.toString())).isZero();
        assertThat(rows(csv).stream().collect(toMap(row -> row.getField("key"), row -> row.getField("outcome"))))
                .isEqualTo(Map.of(
                        "uploads/orgs/acme/missing", "record-removed",
                        "uploads/orgs/acme/orphan", "imported",
                        "uploads/orgs/acme/late", "ready",
                        "uploads/orgs/acme/never", "record-removed",
                        "uploads/orgs/acme/unsettled", "tombstone-settled"));
        assertThat(out.toString())
                .contains(missing.key() + "  (org:acme, since " + since(csv, missing) + "): Its record was removed")
                .contains("  record-removed      2", "  imported            1", "  tombstone-settled   1");
        Ledger ledger = scene.database().ledger();
        assertThat(ledger.find(missing.key())).isEmpty();
        assertThat(scene.database().tombstones().find(ACME, missing.id())).isPresent();
        assertThat(scene.database().tombstones().find(ACME, unsettled.id())).isEmpty();
        assertThat(ledger.find(late.key())).get().matches(FileRecord::isReady);
        assertThat(ledger.find(orphan.key())).hasValueSatisfying(imported -> {
            assertThat(imported.id()).isEqualTo(orphan.id());
            assertThat(imported.owner()).isEqualTo(ACME);
            assertThat(imported.uploader()).isEqualTo(ANN);
            assertThat(imported.name()).isEqualTo(orphan.name());
        });
        assertThat(run("--fix")).isZero();
        assertThat(out.toString()).contains("Differences: 0");
    }

    @Test
    void anAlteredFileAndOneTooYoungStayAndTheExitStatusSaysSo() throws IOException {
        FileRecord altered = scene.altered("uploads/orgs/acme/altered", "something else");
        scene.threeDaysPass();
        FileRecord young = scene.missing("uploads/orgs/acme/young");
        assertThat(run("--fix")).isEqualTo(3);
        assertThat(out.toString())
                .contains(
                        "): Only a person can say", "): It is younger than the minimum age", "  left                2");
        assertThat(scene.database().ledger().find(altered.key())).isPresent();
        assertThat(scene.database().ledger().find(young.key())).contains(young);
    }

    @Test
    void orphansAreDeletedOnlyWhereThatIsAskedFor() throws IOException {
        FileRecord orphan = scene.orphan("stray/orphan", ACME);
        scene.threeDaysPass();
        assertThat(run("--fix", "--orphans", "keep")).isEqualTo(3);
        assertThat(scene.objects().stat(orphan.key())).isPresent();
        assertThat(run("--fix", "--orphans", "delete", "--min-age", "2d", "--max-deletes", "1"))
                .isZero();
        assertThat(scene.objects().stat(orphan.key())).isEmpty();
        assertThat(scene.database().tombstones().page("", null, 10))
                .singleElement()
                .matches(tombstone -> tombstone.key().equals(orphan.key()) && tombstone.objectRemoved());
    }

    @Test
    void ifMoreWouldBeRemovedThanMayBeNothingIs() throws IOException {
        FileRecord one = scene.missing("uploads/orgs/acme/1");
        FileRecord other = scene.missing("uploads/orgs/acme/2");
        FileRecord orphan = scene.orphan("uploads/orgs/acme/3", ACME);
        scene.threeDaysPass();
        assertThat(run("--fix", "--max-deletes", "1")).isEqualTo(3);
        assertThat(out.toString()).contains("2 files would lose their record or object, and only 1 may");
        assertThat(scene.database().ledger().known(List.of(one.key(), other.key(), orphan.key())))
                .containsOnlyKeys(one.key(), other.key());
    }

    @Test
    void inAnotherBucketThanThatOfTheRecordsNothingIsRepaired() throws IOException {
        scene.objects().delete(new ObjectKey("uploads/orgs/acme/fine"));
        scene.orphan("uploads/orgs/acme/of-another-system", ACME);
        scene.threeDaysPass();
        assertThat(run("--fix", "--json")).isEqualTo(3);
        assertThat(told("summary").getFirst().path("refused").asString()).contains("Is this the bucket");
        assertThat(scene.database().ledger().page("", null, 10)).hasSize(1);
    }

    @Test
    void onlyWhatIsBelowAPrefixIsCompared() {
        scene.missing("uploads/orgs/a/x");
        scene.missing("uploads/orgs/ab/x");
        scene.orphan("uploads/users/ann/x", Owner.of(ANN));
        assertThat(keys("--organization", "a")).containsExactly("uploads/orgs/a/x");
        assertThat(keys("--prefix", "uploads/orgs/ab/")).containsExactly("uploads/orgs/ab/x");
        assertThat(keys("--user", "ann")).containsExactly("uploads/users/ann/x");
        assertThat(ObjectKey.prefixOf(Owner.of(new OrganizationId("a")))).isEqualTo("uploads/orgs/a/");
    }

    @Test
    void wrongUsageIsExplained() {
        assertThat(run("--prefix", "uploads/orgs/a")).isEqualTo(2);
        assertThat(run("--prefix", "a/", "--user", "ann")).isEqualTo(2);
        assertThat(run("--fix", "--min-age", "6h")).isEqualTo(2);
        assertThat(run("--fix", "--min-age", "soon")).isEqualTo(2);
        assertThat(run("--fix", "--max-deletes", "-1")).isEqualTo(2);
        assertThat(run("--fix", "--orphans", "burn")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--prefix ends with a slash, or its neighbours would be meant too: uploads/orgs/a")
                .contains("The minimum age is PT6H10M or more, not PT6H")
                .contains("'soon' is not a duration such as 36h or 7d")
                .contains("burn");
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeAnythingIsDone() {
        scene.missing("uploads/orgs/acme/missing");
        assertThat(run("--fix", "--csv", folder.resolve("no/such/folder").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("The report cannot be written to");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aBucketThatDoesNotAnswerEndsItWithNothingRepaired() throws IOException {
        FileRecord missing = scene.missing("uploads/orgs/acme/missing");
        scene.threeDaysPass();
        Map<String, String> environment = scene.environment();
        environment.put("R2_ENDPOINT", "http://127.0.0.1:1");
        assertThat(run(environment, "--fix", "--json")).isEqualTo(1);
        assertThat(err.toString()).contains("The comparison did not come to its end, and nothing was repaired");
        assertThat(out.toString()).isEmpty();
        assertThat(scene.database().ledger().find(missing.key())).isPresent();
    }

    private List<String> keys(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).isEqualTo(3);
        return told("difference").stream()
                .map(row -> row.path("key").asString())
                .toList();
    }

    /** The objects of the lines of JSON that are about this. */
    private List<JsonNode> told(String what) {
        JsonMapper json = new JsonMapper();
        return out.toString()
                .lines()
                .map(json::readTree)
                .filter(line -> line.has(what))
                .map(line -> line.path(what))
                .toList();
    }

    private int run(String... options) {
        return run(scene.environment(), options);
    }

    private int run(Map<String, String> environment, String... options) {
        out.getBuffer().setLength(0);
        List<String> command = new ArrayList<>(List.of("reconcile"));
        command.addAll(List.of(options));
        return OrgStorage.commandLine(environment, new OrgStorage())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command.toArray(String[]::new));
    }

    private static String since(Path csv, FileRecord file) throws IOException {
        return rows(csv).stream()
                .filter(row -> row.getField("key").equals(file.key().value()))
                .findFirst()
                .orElseThrow()
                .getField("since");
    }

    private static List<NamedCsvRecord> rows(Path csv) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return reader.stream().toList();
        }
    }
}
