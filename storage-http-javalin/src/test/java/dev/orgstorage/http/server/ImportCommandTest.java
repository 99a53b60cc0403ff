package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on a real database and bucket, beside a server. */
class ImportCommandTest {
    private static final RealServer SERVER = new RealServer();
    private static final ForeignBucket BUCKET = new ForeignBucket(SERVER.environment());

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        SERVER.close();
    }

    /** What a command answered and told. */
    private record Told(int status, List<String> out, String err) {}

    @Test
    void aBucketOfAnotherSystemIsAdoptedAndWhatIsNotIsReported() throws Exception {
        BUCKET.put("foreign/t1/files/Plan B (履歴書).txt", "text/plain; charset=utf-8", "hello", Map.of());
        BUCKET.put("foreign/t1/files/a\\b", "text/plain", "no name of a file", Map.of());
        BUCKET.put("foreign/t1/other/a.txt", "text/plain", "not by this rule", Map.of());
        BUCKET.put(
                "foreign/labelled",
                "text/html",
                "<p>",
                Map.of("userid", "ulf", "organizationid", "t1", "originalname", "page.html"));
        Path report = folder.resolve("report.csv");
        String[] command = {
            "--prefix", "foreign/", "--rule", "foreign/{organization}/files/{name}", "--report", report.toString()
        };

        Told told = run(command);
        assertThat(told.status()).isEqualTo(3);
        assertThat(told.out())
                .containsExactly(
                        "Imported: 2",
                        "Already there: 0",
                        "Skipped: 2",
                        "  nothing tells the owner: 1",
                        "  no file can have the name or the size: 1",
                        "Failed: 0");
        assertThat(told.err()).contains("On the database");
        assertThat(Files.readAllLines(report))
                .containsExactly(
                        "key,outcome,reason",
                        "foreign/t1/files/a\\b,unfit,fileName has a slash or backslash; send the last part of the path"
                                + " alone",
                        "foreign/t1/other/a.txt,no-owner,Neither its metadata nor a rule for keys tells its owner");

        Client member = SERVER.member("mia", "t1");
        assertThat(member.namesListed()).containsExactlyInAnyOrder("Plan B (履歴書).txt", "page.html");
        assertThat(member.fieldListed("mimeType")).containsExactlyInAnyOrder("text/plain", "text/html");
        int plan = member.namesListed().indexOf("Plan B (履歴書).txt");
        assertThat(member.download(member.fieldListed("id").get(plan)))
                .asString(UTF_8)
                .isEqualTo("hello");

        assertThat(run(command).out()).startsWith("Imported: 0", "Already there: 2", "Skipped: 2");
        assertThat(member.namesListed()).hasSize(2);
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() throws Exception {
        BUCKET.put("uploads/users/dora/1700000000000-a.txt", "text/plain", "a", Map.of());
        Told dry = run("--user", "dora", "--dry-run");
        assertThat(dry.status()).isZero();
        assertThat(dry.out()).containsExactly("Would be imported: 1", "Already there: 0", "Skipped: 0", "Failed: 0");
        assertThat(SERVER.personal("dora").namesListed()).isEmpty();
        assertThat(run("--user", "dora").out()).startsWith("Imported: 1");
        assertThat(SERVER.personal("dora").namesListed()).containsExactly("a.txt");
    }

    @Test
    void anOwnersPrefixDoesNotMatchItsNeighbours() throws Exception {
        for (String organization : List.of("near", "near1", "near%2F1")) {
            BUCKET.put("uploads/orgs/" + organization + "/a.txt", "text/plain", "a", Map.of());
        }
        assertThat(run("--organization", "near").out()).startsWith("Imported: 1");
        assertThat(run("--prefix", "uploads/orgs/near%2F1/").out()).startsWith("Imported: 1");
        assertThat(SERVER.member("a", "near").namesListed()).hasSize(1);
        assertThat(SERVER.member("a", "near/1").namesListed()).hasSize(1);
        assertThat(SERVER.member("a", "near1").namesListed()).isEmpty();
    }

    @Test
    void theBuiltInRulesCanBeLeftOut() throws Exception {
        BUCKET.put("uploads/users/nora/a.txt", "text/plain", "a", Map.of());
        Told told = run("--user", "nora", "--no-built-in-rules");
        assertThat(told.status()).isEqualTo(3);
        assertThat(told.out()).startsWith("Imported: 0").contains("  nothing tells the owner: 1");
        assertThat(run("--user", "nora", "--no-built-in-rules", "--rule", "uploads/*/{organization}/{name}")
                        .status())
                .isZero();
        assertThat(SERVER.member("a", "nora").namesListed()).containsExactly("a.txt");
    }

    @Test
    void filesOfARunningServerAreLeftAsTheyAre() throws Exception {
        Client pia = SERVER.personal("pia");
        Client.Reply ready = pia.upload("ready.txt", "text/plain", "ready".getBytes(UTF_8));
        Client.Reply pending = pia.startUpload("pending.txt", "text/plain", 5);
        Client.put(pending, "later".getBytes(UTF_8));
        assertThat(run("--user", "pia").out())
                .containsExactly("Imported: 0", "Already there: 2", "Skipped: 0", "Failed: 0");
        assertThat(pia.get("/files/" + ready.text("id")).expecting(200).json()).isEqualTo(ready.json());
        pia.complete(pending).expecting(200);
    }

    @Test
    void whatIsInACsvIsImportedAsItSays() throws Exception {
        BUCKET.put("listed/1", "text/plain", "one", Map.of());
        BUCKET.put("listed/a,b\".txt", "text/plain", "two", Map.of());
        BUCKET.put("listed/other", "text/plain", "not named", Map.of());
        BUCKET.put("uploads/orgs/lister/3.txt", "text/plain", "three", Map.of());
        Path csv = folder.resolve("claims.csv");
        Files.writeString(csv, """
                \uFEFFkey,owner,name
                listed/1,org:lister,Eins.txt
                "listed/a,b"".txt",org:lister,
                uploads/orgs/lister/3.txt,,
                listed/missing,user:lis,x.txt
                listed/other,nobody,x.txt
                listed/other,org:lister
                listed/other,org:lister,a/b
                listed/1,org:thief,Eins.txt
                """);
        Path report = folder.resolve("report.csv");
        Told told = run("--csv", csv.toString(), "--report", report.toString());
        assertThat(told.status()).isEqualTo(3);
        assertThat(told.out())
                .containsExactly(
                        "Imported: 3",
                        "Already there: 1",
                        "Skipped: 4",
                        "  not in the bucket (any more): 1",
                        "  not a line of key, owner and name: 3",
                        "Failed: 0");
        assertThat(Files.readAllLines(report))
                .containsExactlyInAnyOrder(
                        "key,outcome,reason",
                        "listed/missing,gone,There is no such object (any more)",
                        "listed/other,bad-line,\"Line 6: owner is user:<id> or org:<id>, not nobody\"",
                        "listed/other,bad-line,\"Line 7: has 2 fields, not 3\"",
                        "listed/other,bad-line,Line 8: fileName has a slash or backslash; send the last part of the"
                                + " path alone");
        assertThat(SERVER.member("a", "lister").namesListed())
                .containsExactlyInAnyOrder("Eins.txt", "a,b\".txt", "3.txt");
        assertThat(SERVER.member("a", "thief").namesListed()).isEmpty();
    }

    @Test
    void aCsvMayComeFromStandardInput() throws Exception {
        BUCKET.put("piped/1", "text/plain", "one", Map.of());
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("key,owner,name\npiped/1,user:pip,one.txt\n".getBytes(UTF_8)));
        try {
            assertThat(run("--csv", "-").status()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(SERVER.personal("pip").namesListed()).containsExactly("one.txt");
    }

    @Test
    void theSummaryCanBeJson() throws Exception {
        BUCKET.put("uploads/orgs/json/a.txt", "text/plain", "a", Map.of());
        BUCKET.put("uploads/orgs/json/a\\b", "text/plain", "", Map.of());
        Told told = run("--organization", "json", "--json");
        assertThat(told.out())
                .containsExactly("{\"dryRun\":false,\"imported\":1,\"alreadyThere\":0,\"skipped\":{\"deleted\":0,"
                        + "\"noObject\":0,\"noOwner\":0,\"unknownOwner\":0,\"unfit\":1,\"badLine\":0},\"failed\":0,"
                        + "\"complete\":true,\"after\":null,\"reason\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "--prefix uploads/orgs/a,                  --prefix ends with a slash",
        "--organization a --user b,                mutually exclusive",
        "--organization '',                        organization id is blank",
        "--rule {user}{name},                      {name} follows another placeholder",
        "--rule {user}/a --rule {tenant}/{name},   {tenant}/{name}",
        "--parallel 0,                             --parallel is below 1",
        "--csv nowhere/to/be/found.csv,            found.csv cannot be read",
        "--csv pom.xml,                            has to begin with the line key",
        "--csv pom.xml --after x,                  --after is for listings"
    })
    void wrongUsageIsExplainedBeforeAnythingIsDone(String arguments, String explanation) {
        Told told = run(arguments.replace("''", "").split(" ", -1));
        assertThat(told.status()).isEqualTo(2);
        assertThat(told.err()).contains(explanation).doesNotContain("On the database");
        assertThat(told.out()).isEmpty();
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeAnythingIsDone() {
        Told told = run("--report", folder.resolve("no/such/folder.csv").toString());
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.err()).contains("The report cannot be written to").contains("folder.csv");
    }

    @Test
    void aListingThatFailsEndsItSayingWhereToGoOn() throws Exception {
        try (EndlessBucket endless = new EndlessBucket().brokenFrom(2_000)) {
            Told told = on(endless);
            assertThat(told.status()).isEqualTo(1);
            assertThat(told.out()).startsWith("Imported: 2000", "Already there: 0", "Skipped: 0", "Failed: 0");
            assertThat(told.out().get(4)).startsWith("Ended early: Unavailable: list ");
            assertThat(told.out().getLast())
                    .isEqualTo("To go on from there: --after '" + EndlessBucket.key(1_999) + "'");
            endless.mend();
            endless.brokenFrom(3_000);
            assertThat(on(endless, "--after", EndlessBucket.key(1_999)).out())
                    .startsWith("Imported: 1000", "Already there: 0");
            assertThat(on(endless, "--json", "--dry-run").out().getFirst())
                    .contains("\"alreadyThere\":3000")
                    .contains("\"complete\":false,\"after\":\"" + EndlessBucket.key(2_999) + "\",\"reason\":\"Unava");
        }
    }

    @Test
    void aListingThatRepeatsItselfEndsIt() throws Exception {
        try (EndlessBucket endless = new EndlessBucket().repeating()) {
            Told told = on(endless, "--dry-run");
            assertThat(told.status()).isEqualTo(1);
            assertThat(told.out().get(4)).contains("the bucket's answer makes no sense");
        }
    }

    @Test
    void anObjectThatCannotBeLookedAtIsCountedAndReportedAndTheOthersGoOn() throws Exception {
        try (EndlessBucket endless = new EndlessBucket().without(7_500).brokenFrom(8_000)) {
            Path report = folder.resolve("report.csv");
            Told told = on(endless, "--after", EndlessBucket.key(6_999), "--report", report.toString());
            assertThat(told.status()).isEqualTo(1);
            assertThat(told.out()).startsWith("Imported: 999", "Already there: 0", "Skipped: 0", "Failed: 1");
            assertThat(Files.readString(report)).contains(EndlessBucket.key(7_500) + ",failed,Unavailable: stat ");
        }
    }

    @Test
    void aBucketThatDoesNotAnswerIsSaidSo() {
        Map<String, String> environment = new HashMap<>(SERVER.environment());
        environment.put("R2_ENDPOINT", "http://127.0.0.1:1");
        Told told = run(environment);
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.out()).startsWith("Imported: 0").anyMatch(line -> line.startsWith("Ended early: Unavailable"));
        assertThat(told.out()).noneMatch(line -> line.contains("--after"));
    }

    private static Told on(EndlessBucket bucket, String... arguments) {
        Map<String, String> environment = new HashMap<>(SERVER.environment());
        environment.putAll(bucket.environment());
        return run(environment, arguments);
    }

    private static Told run(String... arguments) {
        return run(SERVER.environment(), arguments);
    }

    private static Told run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] command = new String[arguments.length + 1];
        command[0] = "import";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        int status = OrgStorage.commandLine(environment, new OrgStorage())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command);
        return new Told(status, out.toString().lines().toList(), err.toString());
    }
}
