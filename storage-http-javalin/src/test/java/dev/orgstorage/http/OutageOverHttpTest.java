package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.HELLO;
import static dev.orgstorage.http.TestApi.HELLO_TXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.ObjectKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is answered when uploads do not come as promised, or the bucket or the records do not answer. */
final class OutageOverHttpTest {
    private final TestApi api = new TestApi();
    private final Client ann = api.ann();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void completingBeforeTheBytesAreThereIsAConflictThatPasses() {
        JsonNode started = api.started(ann);
        String id = started.at("/recordId").asString();
        for (Reply reply : List.of(
                ann.post("/uploads/" + id + "/complete"),
                ann.post("/download-url", "{\"id\":\"" + id + "\"}"),
                ann.get("/files/" + id + "/content"))) {
            reply.problem(409, "not_uploaded");
        }
        assertThat(ann.get("/files/" + id).text("state")).isEqualTo("pending");
        assertThat(ann.get("/list").succeeded().json().at("/files")).isEmpty();
        api.put(started, HELLO);
        ann.post("/uploads/" + id + "/complete").succeeded();
    }

    @ParameterizedTest
    @CsvSource({"text/plain,hello", "text/plain,hello world!", "text/html,hello world", "text/plain,''"})
    void whatIsNotWhatWasPromisedIsRefusedAndGone(String type, String body) {
        JsonNode started = api.started(ann);
        String id = started.at("/recordId").asString();
        api.objects.put(
                new ObjectKey(started.at("/fileKey").asString()),
                type,
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ann.post("/uploads/" + id + "/complete").problem(422, "upload_mismatch");
        assertThat(api.records.all()).isEmpty();
        assertThat(api.objects.list("", null, 10).entries()).isEmpty();
        ann.get("/files/" + id).problem(404, "not_found");
        ann.post("/uploads/" + id + "/complete").problem(404, "not_found");
    }

    @Test
    void theBucketRefusesWhatWasNotSigned() {
        JsonNode started = api.started(ann);
        assertThat(api.put(started, new byte[12]).status()).isEqualTo(403);
        assertThat(api.put(started, HELLO).status()).isEqualTo(200);
        assertThat(api.put(started, HELLO).status()).isEqualTo(412);
    }

    @Test
    void whileTheBucketIsDownAllButCompletingAndOpeningWhatIsFreshGoesOn() {
        String ready = api.ready(ann).at("/id").asString();
        api.clock.advance(Duration.ofHours(7));
        String fresh = api.ready(ann).at("/id").asString();
        String uploaded = api.uploaded(ann).at("/recordId").asString();
        api.objects.down(true);

        JsonNode listed = ann.get("/list?include=downloadUrl").succeeded().json();
        assertThat(listed.at("/files")).hasSize(2);
        assertThat(listed.at("/files/0/id").asString()).isEqualTo(fresh);
        assertThat(listed.at("/files/0").has("downloadUrl")).isFalse();
        assertThat(listed.at("/files/1").has("downloadUrl")).isTrue();
        ann.post("/upload-url", HELLO_TXT).succeeded();
        ann.post("/download-url", "{\"id\":\"" + ready + "\"}").succeeded();
        assertThat(ann.get("/files/" + ready + "/content").status()).isEqualTo(302);
        unavailable(ann.post("/download-url", "{\"id\":\"" + fresh + "\"}"));
        unavailable(ann.get("/files/" + fresh + "/content"));
        ann.post("/uploads/" + ready + "/complete").succeeded();
        unavailable(ann.post("/uploads/" + uploaded + "/complete"));
        unavailable(ann.post("/download-url", "{\"id\":\"" + uploaded + "\"}"));
        assertThat(ann.get("/files/" + uploaded).text("state")).isEqualTo("pending");
        ann.delete("/files/" + ready).succeeded();
        ann.get("/files/" + ready).problem(404, "not_found");

        api.objects.down(false);
        ann.post("/uploads/" + uploaded + "/complete").succeeded();
    }

    @Test
    void whileTheRecordsAreDownEveryRouteSaysWhenToComeAgain() {
        JsonNode file = api.ready(ann);
        String id = file.at("/id").asString();
        api.records.down(true);
        for (Reply reply : List.of(
                ann.get("/list"),
                ann.get(""),
                ann.post("/upload-url", HELLO_TXT),
                ann.post("/uploads/" + id + "/complete"),
                ann.post("/download-url", "{\"id\":\"" + id + "\"}"),
                ann.get("/files/" + id),
                ann.get("/files/" + id + "/content"),
                ann.delete("/files/" + id),
                ann.delete("/" + file.at("/fileKey").asString()))) {
            unavailable(reply);
        }
        ann.get("/context").succeeded();
        ann.post("/upload-url", "{}").refuses("fileName");

        api.records.down(false);
        assertThat(ann.get("/files/" + id).succeeded().json()).isEqualTo(file);
    }

    private static void unavailable(Reply reply) {
        reply.problem(503, "unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(reply.body()).doesNotContain("uploads/", "hello", "down");
    }
}
