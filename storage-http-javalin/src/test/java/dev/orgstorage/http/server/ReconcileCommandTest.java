package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.http.server.RealServer.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket and a database that differ, real ones, and what an operator is told and can do. */
class ReconcileCommandTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private static final RealServer SERVER = new RealServer();

    private final RealServer server = SERVER;
    private final Client ann = server.personal("ann");

    @BeforeEach
    void empty() {
        server.empty();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void whereAllIsWellNothingIsFound() {
        ann.upload("Grüße 100%.txt", "text/plain", HELLO);
        ann.startUpload("pending.txt", "text/plain", 5);
        ann.delete("/files/" + ann.upload("gone.txt", "text/plain", HELLO).text("id"));
        Told told = server.run("reconcile");
        assertThat(told.text())
                .contains("Objects: 1, of which 0 are about to go")
                .contains("Records: 1 ready, 1 pending; tombstones: 1")
                .contains("Differences: 0");
        assertThat(told.status()).isZero();
    }

    @Test
    void whatDiffersIsFoundAndNothingIsTouched(@TempDir Path folder) throws Exception {
        Differing differing = new Differing();
        Path csv = folder.resolve("differences.csv");
        Told told = server.run("reconcile", "--csv", csv.toString());
        assertThat(told.status()).isEqualTo(3);
        assertThat(told.text())
                .contains("missing     " + differing.missing.text("fileKey"))
                .contains("altered     " + differing.altered.text("fileKey"))
                .contains("recorded 5 bytes, there are 7")
                .contains("orphan      " + differing.orphan)
                .contains("Differences: 3");
        assertThat(Files.readString(csv))
                .startsWith("kind,key,owner,")
                .contains("missing," + differing.missing.text("fileKey") + ",user:ann,")
                .contains("orphan," + differing.orphan);
        assertThat(server.hasObject(differing.orphan)).isTrue();
        ann.get("/files/" + differing.missing.text("id")).expecting(200);
    }

    @Test
    void programsAreToldInJson() throws Exception {
        Differing differing = new Differing();
        Told told = server.run("reconcile", "--json");
        assertThat(told.text())
                .contains("{\"difference\":{\"kind\":\"orphan\",\"key\":\"" + differing.orphan + "\"")
                .contains("\"differences\":{\"missing\":1,\"orphan\":1,\"altered\":1,\"overdue\":0,\"unsettled\":0}");
        assertThat(told.status()).isEqualTo(3);
    }

    @Test
    void whatIsYoungIsLeft() throws Exception {
        Differing differing = new Differing();
        Told told = server.run("reconcile", "--fix");
        assertThat(told.status()).isEqualTo(3);
        assertThat(told.text()).contains("It is younger than the minimum age").contains("  left                3");
        assertThat(server.hasObject(differing.orphan)).isTrue();
        ann.get("/files/" + differing.missing.text("id")).expecting(200);
    }

    @Test
    void whatIsOldIsRepaired() throws Exception {
        Differing differing = new Differing();
        server.age("2 days");
        Told told = server.run("reconcile", "--fix");
        assertThat(told.text())
                .containsPattern(differing.missing.text("fileKey") + " .*: Its record was removed")
                .containsPattern(differing.altered.text("fileKey") + " .*: Only a person can say");
        ann.get("/files/" + differing.missing.text("id")).expecting(404);
        assertThat(told.status()).as("what was altered is left").isEqualTo(3);
    }

    @Test
    void moreThanMayBeDeletedIsNotRepairedAtAll() throws Exception {
        Differing differing = new Differing();
        server.age("2 days");
        Told told = server.run("reconcile", "--fix", "--max-deletes", "0");
        assertThat(told.text())
                .contains("1 files would lose their record or object")
                .contains("Nothing was repaired");
        assertThat(told.status()).isEqualTo(3);
        ann.get("/files/" + differing.missing.text("id")).expecting(200);
    }

    @Test
    void onlyTheFilesOfOneOwnerAreCompared() throws Exception {
        Differing differing = new Differing();
        assertThat(server.run("reconcile", "--user", "an").text())
                .contains("Objects: 0")
                .contains("Differences: 0");
        assertThat(server.run("reconcile", "--user", "ann").text())
                .contains(differing.missing.text("fileKey"))
                .contains("Differences: 3");
        assertThat(server.run("reconcile", "--organization", "ann").text()).contains("Differences: 0");
    }

    @Test
    void withoutItsBucketNothingIsSaid() {
        ann.upload("there.txt", "text/plain", HELLO);
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("R2_ENDPOINT", "http://127.0.0.1:1");
        Told told = RealServer.run(environment, "reconcile", "--fix");
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.text()).contains("did not come to its end, and nothing was repaired");
        ann.get("/list").expecting(200);
        assertThat(ann.namesListed()).containsExactly("there.txt");
    }

    @Test
    void wrongUsageIsExplained() {
        assertThat(server.run("reconcile", "--min-age", "1h"))
                .satisfies(told -> assertThat(told.status()).isEqualTo(2))
                .satisfies(told -> assertThat(told.text()).contains("The minimum age is"));
        assertThat(server.run("reconcile", "--min-age", "soon").text()).contains("not a duration such as 36h or 7d");
        assertThat(server.run("reconcile", "--prefix", "uploads/orgs/a").text()).contains("ends with a slash");
        assertThat(server.run("reconcile", "--user", "a", "--organization", "b").status())
                .isEqualTo(2);
    }

    /** Ann's: one file as it should be, one without its object, one with another, and an object that is no file's. */
    private final class Differing {
        private final Reply missing = ann.upload("missing é.txt", "text/plain", HELLO);
        private final Reply altered = ann.upload("altered.txt", "text/plain", HELLO);
        private final String orphan = "uploads/users/ann/orphan.txt";

        Differing() throws IOException, InterruptedException {
            ann.upload("well.txt", "text/plain", HELLO);
            server.loseObject(missing.text("fileKey"));
            server.loseObject(altered.text("fileKey"));
            server.putObject(altered.text("fileKey"), "text/plain", "goodbye".getBytes(StandardCharsets.UTF_8));
            server.putObject(orphan, "text/plain", HELLO);
        }
    }
}
