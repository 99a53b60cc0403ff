package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.Role;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.Digests;
import dev.orgstorage.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What each route answers when all is well, and to those who have not said who they are. */
final class StorageApiTest {
    private static final String ANNS = "{\"type\":\"personal\",\"userId\":\"auth0|ann\"}";
    private static final String ACMES = "{\"type\":\"organization\",\"organizationId\":\"org_acme\"}";

    private final TestApi api = new TestApi();
    private final Client ann = api.ann();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theWayOfAFile() {
        JsonNode started = api.started(ann);
        String id = started.at("/recordId").asString();
        assertThat(api.put(started, HELLO).status()).isEqualTo(200);
        ann.post("/uploads/" + id + "/complete").succeeded();

        Reply listed = ann.get("/list");
        assertThat(listed.text("files/0/id")).isEqualTo(id);
        Reply opened = ann.post("/download-url", "{\"id\":\"" + id + "\"}");
        Answer download = api.fetch(opened.text("downloadUrl"));
        assertThat(download.body()).isEqualTo(HELLO);
        assertThat(download.header("content-disposition")).contains("attachment; filename=\"hello.txt\"");
        assertThat(download.header("content-type")).contains("text/plain");

        ann.delete("/files/" + id).is("{\"message\":\"File deleted successfully\"}");
        ann.get("/list").is("{\"files\":[],\"nextCursor\":null,\"context\":" + ANNS + "}");
        assertThat(api.records.all()).isEmpty();
        assertThat(api.objects.list("", null, 10).entries()).isEmpty();
    }

    @Test
    void aStartedUploadSaysExactlyHowToSendTheBytes() {
        Reply reply = ann.post("/upload-url", """
                {"fileName":"hello.txt","fileType":"text/plain","fileSize":11,"checksumSha256":"%s"}
                """.formatted(Digests.sha256(HELLO)));
        String id = reply.text("recordId");
        assertThat(reply.text("uploadUrl")).startsWith("https://bucket.invalid/uploads/users/auth0%257Cann/" + id);
        reply.is("""
                {
                  "recordId": "%s",
                  "fileKey": "uploads/users/auth0%%7Cann/%s-hello.txt",
                  "uploadUrl": "%s",
                  "method": "PUT",
                  "headers": {
                    "Content-Type": "text/plain",
                    "If-None-Match": "*",
                    "x-amz-checksum-sha256": "%s",
                    "x-amz-meta-file-id": "%s",
                    "x-amz-meta-name": "hello.txt",
                    "x-amz-meta-owner": "user%%3Aauth0%%7Cann",
                    "x-amz-meta-sha256": "%s",
                    "x-amz-meta-uploader": "auth0%%7Cann"
                  },
                  "expiresIn": 600
                }""".formatted(id, id, reply.text("uploadUrl"), Digests.sha256(HELLO), id, Digests.sha256(HELLO)));
        assertThat(api.put(reply.json(), HELLO).status()).isEqualTo(200);
    }

    @Test
    void aFileIsShownPendingThenReady() {
        JsonNode started = api.started(ann);
        String id = started.at("/recordId").asString();
        String shown = """
                {
                  "id": "%s",
                  "fileKey": "uploads/users/auth0%%7Cann/%s-hello.txt",
                  "filename": "hello.txt",
                  "mimeType": "text/plain",
                  "size": 11,
                  "state": "pending",
                  "context": %s,
                  "uploadedBy": "auth0|ann",
                  "createdAt": "2026-10-25T01:00:00.000999Z",
                  "updatedAt": "2026-10-25T01:00:00.000999Z"
                }""".formatted(id, id, ANNS);
        ann.get("/files/" + id).is(shown);

        api.put(started, HELLO);
        api.clock.advance(Duration.ofSeconds(2));
        String ready = shown.replace("pending", "ready")
                .replace("\"updatedAt\": \"2026-10-25T01:00:00", "\"updatedAt\": \"2026-10-25T01:00:02");
        Reply completed = ann.post("/uploads/" + id + "/complete");
        completed.is(ready);
        ann.get("/files/" + id).is(ready);
        ann.get("/list").is("{\"files\":[" + ready + "],\"nextCursor\":null,\"context\":" + ANNS + "}");
    }

    @Test
    void completingTwiceIsAnsweredAlike() {
        String complete = "/uploads/" + api.uploaded(ann).at("/recordId").asString() + "/complete";
        Reply first = ann.post(complete).succeeded();
        api.clock.advance(Duration.ofHours(1));
        assertThat(ann.post(complete).succeeded().body()).isEqualTo(first.body());
    }

    @Test
    void anOrganizationsFileSaysSo() {
        Client atAcme = api.annAtAcme(Role.MEMBER);
        String id = api.ready(atAcme).at("/id").asString();
        Reply file = atAcme.get("/files/" + id).succeeded();
        assertThat(file.json().at("/context")).isEqualTo(Reply.json(ACMES));
        assertThat(file.text("uploadedBy")).isEqualTo("auth0|ann");
        assertThat(file.text("fileKey")).startsWith("uploads/orgs/org_acme/" + id);
        assertThat(atAcme.get("/list").json().at("/context")).isEqualTo(Reply.json(ACMES));
    }

    @Test
    void aChecksumIsShownWhereOneWasPromised() {
        String sum = Digests.sha256(HELLO).base64();
        JsonNode started = api.started(ann, """
                {"fileName":"a.txt","fileType":"text/plain","fileSize":11,"checksumSha256":"%s"}""".formatted(sum));
        assertThat(ann.get("/files/" + started.at("/recordId").asString()).text("checksumSha256"))
                .isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "fileKey"})
    void aDownloadIsOpenedByIdOrByKey(String how) {
        JsonNode file = api.ready(ann);
        Reply opened = ann.post(
                "/download-url",
                "{\"%s\":\"%s\"}".formatted(how, file.at("/" + how).asString()));
        opened.is("""
                {
                  "downloadUrl": "%s",
                  "filename": "hello.txt",
                  "mimeType": "text/plain",
                  "size": 11,
                  "expiresIn": 3600
                }""".formatted(opened.text("downloadUrl")));
        api.clock.advance(Duration.ofHours(1));
        assertThat(api.fetch(opened.text("downloadUrl")).body()).isEqualTo(HELLO);
        api.clock.advance(Duration.ofSeconds(1));
        assertThat(api.fetch(opened.text("downloadUrl")).status()).isEqualTo(403);
    }

    @Test
    void aDownloadIsShownInPlaceOnlyIfAskedFor() {
        String id = api.ready(ann).at("/id").asString();
        Reply opened = ann.post("/download-url", "{\"id\":\"" + id + "\",\"disposition\":\"inline\"}");
        assertThat(api.fetch(opened.succeeded().text("downloadUrl")).header("content-disposition"))
                .contains("inline; filename=\"hello.txt\"");
    }

    @Test
    void theContentIsAStableLinkToAURLOfAMinute() {
        String id = api.ready(ann).at("/id").asString();
        Reply reply = ann.get("/files/" + id + "/content");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        api.clock.advance(Duration.ofMinutes(1));
        assertThat(api.fetch(reply.header("Location")).body()).isEqualTo(HELLO);
        api.clock.advance(Duration.ofSeconds(1));
        assertThat(api.fetch(reply.header("Location")).status()).isEqualTo(403);

        Reply inline = ann.get("/files/" + id + "/content?disposition=inline");
        assertThat(api.fetch(inline.header("Location")).header("content-disposition"))
                .contains("inline; filename=\"hello.txt\"");
    }

    @Test
    void aListingIncludesDownloadUrlsIfAskedTo() {
        api.ready(ann);
        assertThat(ann.get("/list").json().at("/files/0/downloadUrl").isMissingNode())
                .isTrue();
        String url = ann.get("/list?include=downloadUrl").succeeded().text("files/0/downloadUrl");
        assertThat(api.fetch(url).body()).isEqualTo(HELLO);
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(api.ready(ann).at("/id").asString());
        }
        List<String> seen = new ArrayList<>();
        Reply page = ann.get("/list?limit=2");
        while (true) {
            JsonNode files = page.succeeded().json().at("/files");
            assertThat(files.size()).isLessThanOrEqualTo(2);
            files.forEach(file -> seen.add(file.at("/id").asString()));
            if (page.json().at("/nextCursor").isNull()) {
                break;
            }
            page = ann.get("/list?limit=2&cursor=" + page.text("nextCursor"));
        }
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void aListingIsNarrowedByNameAndType() {
        for (String file : List.of("Rapor.pdf application/pdf", "İstanbul.png image/png", "ISTANBUL.jpg image/jpeg")) {
            String[] parts = file.split(" ", 2);
            JsonNode started = api.started(ann, TestApi.upload(parts[0], parts[1], 11));
            api.put(started, HELLO);
        }
        assertThat(names("")).containsExactly("ISTANBUL.jpg", "İstanbul.png", "Rapor.pdf");
        assertThat(names("?q=RAPOR")).containsExactly("Rapor.pdf");
        assertThat(names("?q=istanbul")).contains("ISTANBUL.jpg");
        assertThat(names("?q=%25")).isEmpty();
        assertThat(names("?q=")).hasSize(3);
        assertThat(names("?type=image/*")).containsExactly("ISTANBUL.jpg", "İstanbul.png");
        assertThat(names("?type=image/png&q=stan")).containsExactly("İstanbul.png");
        assertThat(names("?type=video/*")).isEmpty();
    }

    static List<String> hardNames() {
        return Samples.HARD_NAMES;
    }

    @ParameterizedTest
    @MethodSource("hardNames")
    void aNameThatHurtsComesBackAsItIs(String name) {
        JsonNode started = api.started(ann, TestApi.upload(name, "application/pdf", 0));
        assertThat(api.put(started, new byte[0]).status()).isEqualTo(200);
        assertThat(ann.get("/list").succeeded().text("files/0/filename")).isEqualTo(name);
        Reply opened = ann.post(
                "/download-url",
                Reply.written(Map.of("fileKey", started.at("/fileKey").asString())));
        assertThat(opened.succeeded().text("filename")).isEqualTo(name);
        assertThat(opened.json().at("/size").asLong()).isZero();
        assertThat(api.fetch(opened.text("downloadUrl")).header("content-disposition"))
                .contains(ContentDisposition.of(Disposition.ATTACHMENT, new FileName(name)));
        ann.delete("/" + started.at("/fileKey").asString()).succeeded();
    }

    @Test
    void theRootIsTheListing() {
        api.ready(ann);
        assertThat(ann.get("").succeeded().body()).isEqualTo(ann.get("/list").body());
        assertThat(ann.get("/").succeeded().body()).isEqualTo(ann.get("/list").body());
    }

    @Test
    void theContextSaysWhoWhereAndWhereElse() {
        ann.get("/context")
                .is("{\"user\":\"auth0|ann\",\"context\":" + ANNS
                        + ",\"role\":\"owner\",\"organizations\":[],\"roles\":{}}");
        Client everywhere = api.annEverywhere();
        everywhere.get("/context").is("""
                {"user":"auth0|ann","context":%s,"role":"owner","organizations":["org_acme","org_globex"],
                "roles":{"org_acme":"member","org_globex":"owner"}}
                """.formatted(ANNS));
        everywhere.in("org_acme").get("/context").is("""
                {"user":"auth0|ann","context":%s,"role":"member","organizations":["org_acme","org_globex"],
                "roles":{"org_acme":"member","org_globex":"owner"}}
                """.formatted(ACMES));
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        ann.get("/list" + query)
                .succeeded()
                .json()
                .at("/files")
                .forEach(file -> names.add(file.at("/filename").asString()));
        return names;
    }
}
