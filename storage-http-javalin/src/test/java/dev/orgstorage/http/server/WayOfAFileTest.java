package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole way, over HTTP, on a real PostgreSQL and a real S3 server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WayOfAFileTest {
    private static final String RECORDS = "select count(*) from storage.file_record where file_key = ?";

    private final RealServer server = new RealServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void personalUploadAndRetrieval() {
        Client ann = server.personal("way-ann");
        Reply file = ann.upload("notes.txt", "text/plain", "my notes".getBytes(UTF_8));
        assertThat(file.json().path("context").toString()).isEqualTo("{\"type\":\"personal\",\"userId\":\"way-ann\"}");
        assertThat(ann.namesListed()).containsExactly("notes.txt");
        assertThat(ann.download(file.text("id"))).asString(UTF_8).isEqualTo("my notes");
    }

    @Test
    void organizationUploadAndRetrieval() {
        Client ben = server.member("way-ben", "way-acme");
        Client colleague = server.member("way-carla", "way-acme");
        Reply file = ben.upload("plan.txt", "text/plain", "our plan".getBytes(UTF_8));
        assertThat(colleague.namesListed()).containsExactly("plan.txt");
        assertThat(colleague.download(file.text("id"))).asString(UTF_8).isEqualTo("our plan");
        assertThat(file.text("uploadedBy")).isEqualTo("way-ben");
    }

    @Test
    void switchingOrganizationsChangesTheList() {
        server.personal("way-dan").upload("own.txt", "text/plain", new byte[] {'1'});
        server.member("way-dan", "way-north").upload("north.txt", "text/plain", new byte[] {'2'});
        server.member("way-dan", "way-south").upload("south.txt", "text/plain", new byte[] {'3'});

        assertThat(server.personal("way-dan").namesListed()).containsExactly("own.txt");
        assertThat(server.member("way-dan", "way-north").namesListed()).containsExactly("north.txt");
        assertThat(server.member("way-dan", "way-south").namesListed()).containsExactly("south.txt");
    }

    @Test
    void aRenamedFileIsSavedByItsNewName() {
        Client ann = server.personal("way-renaming");
        Reply file = ann.upload("draft.txt", "text/plain", "our plan".getBytes(UTF_8));
        String path = "/files/" + file.text("id");
        Reply renamed = ann.patch(path, Map.of("fileName", "Grüße.txt")).expecting(200);
        assertThat(renamed.text("filename")).isEqualTo("Grüße.txt");
        assertThat(renamed.text("fileKey")).isEqualTo(file.text("fileKey"));
        assertThat(renamed.text("updatedAt")).isGreaterThan(file.text("updatedAt"));
        assertThat(ann.patch(path, Map.of("fileName", "Grüße.txt"))
                        .expecting(200)
                        .json())
                .isEqualTo(renamed.json());
        assertThat(ann.get(path).expecting(200).json()).isEqualTo(renamed.json());
        assertThat(ann.namesListed()).containsExactly("Grüße.txt");

        String url = ann.post("/download-url", Map.of("id", file.text("id")))
                .expecting(200)
                .text("downloadUrl");
        assertThat(Client.headers(url).firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt")
                .doesNotContain("draft");
        assertThat(Client.fetch(url)).asString(UTF_8).isEqualTo("our plan");

        Reply page = ann.patch(path, Map.of("fileName", "plan.html")).expecting(400);
        assertThat(page.text("field")).isEqualTo("fileName");
        ann.patch(path, Map.of("fileName", "a.txt", "id", "b")).expecting(400);
        ann.delete(path).expecting(200);
        ann.patch(path, Map.of("fileName", "back.txt")).expecting(404);
    }

    @Test
    void manyFilesGoInAndComeBackAtOnce() {
        Client ann = server.personal("way-bulk");
        List<Map<String, Object>> files = IntStream.range(0, 20)
                .mapToObj(i -> Map.<String, Object>of("fileName", i + ".txt", "fileType", "text/plain", "fileSize", 3))
                .toList();
        Reply started = ann.post("/upload-urls", Map.of("files", files)).expecting(200);
        List<String> ids = started.json().path("files").findValuesAsString("recordId");
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
        for (int i = 0; i < 20; i += 5) {
            Reply upload = new Reply(
                    200, started.headers(), started.json().path("files").path(i));
            Client.deliver(upload, ("#" + (i + 10)).getBytes(UTF_8));
        }

        Reply opened = ann.post("/download-urls", Map.of("ids", ids)).expecting(200);
        assertThat(opened.json().path("files").findValuesAsString("filename"))
                .containsExactly("0.txt", "5.txt", "10.txt", "15.txt");
        assertThat(opened.json().path("missing")).hasSize(16);
        String url = opened.json().at("/files/3/downloadUrl").asString();
        assertThat(Client.fetch(url)).asString(UTF_8).isEqualTo("#25");
        assertThat(ann.namesListed()).hasSize(4);

        Reply refused = ann.post("/upload-urls", Map.of("files", List.of(files.get(0), Map.of("fileName", "a"))))
                .expecting(400);
        assertThat(refused.text("field")).isEqualTo("files[1].fileType");
        assertThat(server.count("select count(*) from storage.file_record where scope = ?", "user:way-bulk"))
                .isEqualTo(20);
    }

    @Test
    void noRouteLeadsAcrossContexts() {
        Client owner = server.member("way-eva", "way-inside");
        Reply file = owner.upload("secret.txt", "text/plain", "secret".getBytes(UTF_8));
        Reply pending = owner.startUpload("pending.txt", "text/plain", 1).expecting(200);
        String id = file.text("id");
        String key = file.text("fileKey");
        String unknown = "01a20a30-093b-7743-95cf-92a31e2a6ae6";

        for (Client stranger : List.of(
                server.personal("way-stranger"),
                server.client("way-stranger", "way-outside", "owner"),
                server.personal("way-eva"),
                server.member("way-eva", "way-insid"),
                server.member("way-eva", "way-inside2"))) {
            String nothing = stranger.get("/files/" + unknown).expecting(404).nameless();
            for (Reply reply : List.of(
                    stranger.get("/files/" + id),
                    stranger.get("/files/" + id + "/content"),
                    stranger.post("/download-url", Map.of("id", id)),
                    stranger.post("/download-url", Map.of("fileKey", key)),
                    stranger.post("/uploads/" + id + "/complete", Map.of()),
                    stranger.post("/uploads/" + pending.text("recordId") + "/complete", Map.of()),
                    stranger.delete("/files/" + id),
                    stranger.delete("/" + key),
                    stranger.delete("/" + key.replace("/", "%2F")))) {
                assertThat(reply.expecting(404).nameless()).isEqualTo(nothing);
            }
            assertThat(stranger.namesListed()).doesNotContain("secret.txt", "pending.txt");
        }
        assertThat(owner.download(id)).asString(UTF_8).isEqualTo("secret");
    }

    @Test
    void deletionRemovesObjectAndRecord() {
        Client ann = server.member("way-fred", "way-gone");
        Reply file = ann.upload("gone.txt", "text/plain", "gone".getBytes(UTF_8));
        String key = file.text("fileKey");
        assertThat(server.hasObject(key)).isTrue();

        Reply first = ann.delete("/" + key).expecting(200);
        Reply second = ann.delete("/files/" + file.text("id")).expecting(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(server.hasObject(key)).isFalse();
        assertThat(server.count(RECORDS, key)).isZero();
        assertThat(server.count(
                        "select count(*) from storage.tombstone where file_key = ? and not object_removed", key))
                .isZero();
        assertThat(ann.namesListed()).isEmpty();
        ann.get("/files/" + file.text("id")).expecting(404);
    }

    @Test
    void aRecordWhoseObjectIsGoneIsStillListedAndDeleted() {
        Client ann = server.personal("way-greta");
        Reply file = ann.upload("lost.txt", "text/plain", "lost".getBytes(UTF_8));
        server.loseObject(file.text("fileKey"));
        assertThat(ann.namesListed()).containsExactly("lost.txt");
        ann.delete("/files/" + file.text("id")).expecting(200);
        assertThat(server.count(RECORDS, file.text("fileKey"))).isZero();
    }

    @Test
    void anObjectThatIsThereCannotBeAltered() {
        Client ann = server.personal("way-hans");
        Reply started = ann.startUpload("fixed.txt", "text/plain", 5).expecting(200);
        assertThat(Client.put(started, "first".getBytes(UTF_8))).isEqualTo(200);
        ann.complete(started).expecting(200);
        assertThat(Client.put(started, "other".getBytes(UTF_8))).isEqualTo(412);
        assertThat(ann.download(started.text("recordId"))).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void anObjectThatIsNotWhatWasPromisedGoesWithItsRecord() throws Exception {
        Client ann = server.personal("way-lea");
        Reply started = ann.startUpload("promised.txt", "text/plain", 5).expecting(200);
        String key = started.text("fileKey");
        server.putObject(key, "text/html", "another".getBytes(UTF_8));
        assertThat(ann.complete(started).expecting(422).text("error")).contains("size is 7, promised 5");
        assertThat(server.hasObject(key)).isFalse();
        assertThat(server.count(RECORDS, key)).isZero();
        ann.complete(started).expecting(404);
    }

    @Test
    void anUploadOfAnotherLengthIsRefusedByTheBucket() {
        Client ann = server.personal("way-ida");
        Reply started = ann.startUpload("short.txt", "text/plain", 5).expecting(200);
        assertThat(Client.put(started, "longer than that".getBytes(UTF_8))).isEqualTo(403);
        assertThat(ann.complete(started).expecting(409).text("code")).isEqualTo("not_uploaded");
    }

    @Test
    void whatIsPendingForEverIsNeverListedAndCanBeTakenBack() {
        Client ann = server.personal("way-jan");
        Reply started = ann.startUpload("never.txt", "text/plain", 5).expecting(200);
        assertThat(ann.namesListed()).isEmpty();
        assertThat(ann.complete(started).expecting(409).text("code")).isEqualTo("not_uploaded");
        ann.post("/download-url", Map.of("id", started.text("recordId"))).expecting(409);
        assertThat(server.count(RECORDS, started.text("fileKey"))).isOne();

        ann.delete("/files/" + started.text("recordId")).expecting(200);
        ann.complete(started).expecting(404);
    }

    @Test
    void aClientThatNeverCompletesIsServedAllTheSame() {
        Client ann = server.personal("way-kim");
        Reply started = ann.startUpload("quiet.txt", "text/plain", 5).expecting(200);
        assertThat(Client.put(started, "quiet".getBytes(UTF_8))).isEqualTo(200);
        assertThat(ann.namesListed()).containsExactly("quiet.txt");
        assertThat(ann.get("/files/" + started.text("recordId")).expecting(200).text("state"))
                .isEqualTo("ready");
    }

    @Test
    void whileTheBucketIsDownRecordsGoOn() {
        try (RealServer lonely = new RealServer()) {
            Client ann = lonely.personal("ann");
            Reply file = ann.upload("there.txt", "text/plain", "there".getBytes(UTF_8));
            lonely.age("7 hours");
            Reply fresh = ann.upload("fresh.txt", "text/plain", "fresh".getBytes(UTF_8));
            Reply started = ann.startUpload("later.txt", "text/plain", 5).expecting(200);
            lonely.stopBucket();

            assertThat(ann.namesListed()).containsExactly("fresh.txt", "there.txt");
            ann.startUpload("another.txt", "text/plain", 5).expecting(200);
            ann.post("/download-url", Map.of("id", file.text("id"))).expecting(200);
            ann.post("/download-url", Map.of("id", fresh.text("id"))).expecting(503);
            ann.complete(started).expecting(503);
            assertThat(lonely.count(RECORDS, started.text("fileKey"))).isOne();
            ann.delete("/files/" + file.text("id")).expecting(200);
            assertThat(ann.namesListed()).containsExactly("fresh.txt");
            assertThat(lonely.count(
                            "select count(*) from storage.tombstone where file_key = ? and not object_removed",
                            file.text("fileKey")))
                    .isOne();
        }
    }
}
