package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.DownloadCheck;
import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.testkit.ContentSamples;
import dev.orgstorage.testkit.Digests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is served is what was uploaded, of the type that was promised, over HTTP on the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentSafetyTest {
    private static final String RECORDS = "select count(*) from storage.file_record where file_key = ?";
    private static final String SETTLED =
            "select count(*) from storage.tombstone where object_removed and file_key = ?";

    private final RealServer server = new RealServer();
    private final Client ann = server.personal("safe-ann");

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "html, image/png",
        "html in UTF-16LE, image/jpeg",
        "html that is a script, text/plain",
        "svg, image/png",
        "xml, text/plain",
        "gif, image/png",
        "elf, text/plain",
        "html and pdf, application/pdf",
        "noise, video/mp4"
    })
    void whatIsNotWhatItWasPromisedToBeGoes(String sample, String type) {
        byte[] bytes = ContentSamples.of(sample);
        Reply started = ann.startUpload("photo", type, bytes.length).expecting(200);
        assertThat(Client.put(started, bytes)).isEqualTo(200);

        Reply refused = ann.complete(started).expecting(422);
        assertThat(refused.text("code")).isEqualTo("content_mismatch");
        assertThat(refused.text("error")).contains("is not " + type + ", as was promised, but");
        ann.get("/files/" + started.text("recordId")).expecting(404);
        assertThat(server.hasObject(started.text("fileKey"))).isFalse();
        assertThat(server.count(RECORDS, started.text("fileKey"))).isZero();
        assertThat(server.count(SETTLED, started.text("fileKey"))).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "png, image/png",
        "jpeg, image/jpeg",
        "webm, video/webm",
        "pdf, application/pdf",
        "text in Latin-1, text/plain",
        "markdown with a comment, text/markdown",
        "docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "html, application/octet-stream"
    })
    void whatIsAsPromisedComesBackByteForByte(String sample, String type) {
        byte[] bytes = ContentSamples.of(sample);
        Reply file = ann.upload("photo", type, bytes);
        assertThat(ann.download(file.text("id"))).isEqualTo(bytes);
    }

    /** Nobody completed it, and whoever lists or opens sees nothing of it. */
    @Test
    void aPageInDisguiseIsNotListedEither() {
        Client eve = server.personal("safe-eve");
        byte[] page = ContentSamples.of("html");
        Reply listed = eve.startUpload("a.png", "image/png", page.length).expecting(200);
        assertThat(Client.put(listed, page)).isEqualTo(200);
        assertThat(eve.namesListed()).isEmpty();
        assertThat(server.hasObject(listed.text("fileKey"))).isFalse();

        Reply opened = eve.startUpload("b.png", "image/png", page.length).expecting(200);
        assertThat(Client.put(opened, page)).isEqualTo(200);
        eve.post("/download-url", Map.of("id", opened.text("recordId"))).expecting(422);
        assertThat(server.hasObject(opened.text("fileKey"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "svg, drawing.svg, image/svg+xml",
        "html, page.html, text/html",
        "xhtml, page.xhtml, application/xhtml+xml",
        "xml, feed.xml, text/xml",
        "javascript, app.js, text/javascript"
    })
    void whatMayRunIsServedAsBytesToBeSaved(String sample, String name, String type) throws Exception {
        Reply file = ann.upload(name, type, ContentSamples.of(sample));
        HttpResponse<byte[]> served = opened(file, "inline");
        assertThat(served.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"" + name + "\"");
        assertThat(served.headers().firstValue("content-type")).contains("application/octet-stream");
        assertThat(file.text("mimeType")).isEqualTo(type);
    }

    @Test
    void whatIsSafeIsShownInPlaceIfAskedForAndElseSaved() throws Exception {
        Reply file = ann.upload("photo.png", "image/png", ContentSamples.of("png"));
        assertThat(opened(file, "inline").headers().firstValue("content-disposition"))
                .contains("inline; filename=\"photo.png\"");
        assertThat(opened(file, "attachment").headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"photo.png\"");
    }

    @Test
    void aNameThatPromisesSomethingActiveIsRefused() {
        Reply refused = ann.startUpload("photo.html", "image/png", 10).expecting(400);
        assertThat(refused.text("code")).isEqualTo("invalid");
        assertThat(refused.text("field")).isEqualTo("fileName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b=c", "a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u0000b"})
    void aNameCannotBeginAnotherHeader(String name) {
        ann.startUpload(name, "text/plain", 1).expecting(400);
    }

    @Test
    void aNameCannotBreakOutOfItsHeader() throws Exception {
        String name = "a\"; filename=\"b.png\"; x=\"%0d%0aSet-Cookie: c";
        Reply file = ann.upload(name, "text/plain", "text".getBytes(UTF_8));
        HttpResponse<byte[]> served = opened(file, "attachment");
        assertThat(served.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment; filename=\"a_ filename")
                .doesNotContain("\"; filename=\"")
                .endsWith(
                        "; filename*=UTF-8''a%22%3B%20filename%3D%22b.png%22%3B%20x%3D%22%250d%250aSet-Cookie%3A%20c");
        assertThat(served.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void aChecksumIsSignedVerifiedAndRecorded() {
        byte[] promised = "promised".getBytes(UTF_8);
        String checksum = Digests.sha256(promised).base64();
        Reply started = ann.post(
                        "/upload-url",
                        Map.of("fileName", "a", "fileType", "text/plain", "fileSize", 8, "checksumSha256", checksum))
                .expecting(200);
        assertThat(started.json().path("headers").path("x-amz-checksum-sha256").asString())
                .isEqualTo(checksum);

        assertThat(Client.put(started, "PROMISED".getBytes(UTF_8))).isBetween(400, 403);
        assertThat(server.hasObject(started.text("fileKey"))).isFalse();
        assertThat(ann.complete(started).expecting(409).text("code")).isEqualTo("not_uploaded");

        assertThat(Client.put(started, promised)).isEqualTo(200);
        assertThat(ann.complete(started).expecting(200).text("checksumSha256")).isEqualTo(checksum);
        assertThat(ann.get("/files/" + started.text("recordId")).text("checksumSha256"))
                .isEqualTo(checksum);
    }

    @Test
    void whatWasReplacedInTheBucketIsNotServedAnywhere() throws Exception {
        Client ivy = server.personal("safe-ivy");
        Reply file = ivy.upload("notes.txt", "text/plain", "my notes".getBytes(UTF_8));
        Reply other = ivy.upload("other.txt", "text/plain", "others".getBytes(UTF_8));
        replace(file);

        assertChanged(ivy.post("/download-url", Map.of("id", file.text("id"))));
        assertChanged(ivy.post("/download-url", Map.of("fileKey", file.text("fileKey"))));
        assertChanged(ivy.get("/files/" + file.text("id") + "/content"));
        JsonNode listed =
                ivy.get("/list?include=downloadUrl").expecting(200).json().path("files");
        assertThat(listed.size()).isEqualTo(2);
        assertThat(listed.path(0).path("id").asString()).isEqualTo(other.text("id"));
        assertThat(listed.path(0).has("downloadUrl")).isTrue();
        assertThat(listed.path(1).path("id").asString()).isEqualTo(file.text("id"));
        assertThat(listed.path(1).has("downloadUrl")).isFalse();
    }

    @Test
    void whatIsGoneFromTheBucketIsNotServed() {
        Reply file = ann.upload("gone.txt", "text/plain", "gone".getBytes(UTF_8));
        server.loseObject(file.text("fileKey"));
        assertChanged(ann.post("/download-url", Map.of("id", file.text("id"))));
        ann.delete("/files/" + file.text("id")).expecting(200);
    }

    /** When nothing that was signed can bring bytes any more, only who has the bucket's keys can have replaced it. */
    @Test
    void whatIsReplacedLaterIsReportedAndRefusedOnlyWhereEveryDownloadIsVerified() throws Exception {
        Client kim = server.personal("safe-kim");
        Reply file = kim.upload("kept.txt", "text/plain", "kept".getBytes(UTF_8));
        server.age("7 hours");
        replace(file);
        kim.post("/download-url", Map.of("id", file.text("id"))).expecting(200);
        assertThat(server.run("reconcile", "--json").text())
                .contains("\"altered\"")
                .contains(file.text("fileKey"));

        try (RealServer.Another strict = server.another(ContentCheck.STRICT, DownloadCheck.ALWAYS)) {
            Client careful = strict.personal("safe-kim");
            assertChanged(careful.post("/download-url", Map.of("id", file.text("id"))));
            assertThat(careful.get("/list?include=downloadUrl")
                            .json()
                            .path("files")
                            .path(0)
                            .has("downloadUrl"))
                    .isFalse();
        }
    }

    @Test
    void whereNothingIsCheckedThePageIsTaken() {
        try (RealServer.Another careless = server.another(ContentCheck.OFF, DownloadCheck.FRESH)) {
            Reply file = careless.personal("safe-lee").upload("a.png", "image/png", ContentSamples.of("html"));
            assertThat(file.text("state")).isEqualTo("ready");
        }
    }

    @Test
    void theSweepOfACommandLooksToo() {
        Client max = server.personal("safe-max");
        List<Reply> started = List.of("html", "noise", "png").stream()
                .map(sample -> {
                    byte[] bytes = ContentSamples.of(sample);
                    Reply one =
                            max.startUpload("a.png", "image/png", bytes.length).expecting(200);
                    assertThat(Client.put(one, bytes)).isEqualTo(200);
                    return one;
                })
                .toList();
        started.forEach(one -> server.expire(one.text("recordId")));
        assertThat(server.run("sweep", "--content-check", "lenient").text())
                .contains("uploads found: 2, uploads given up: 1");
        assertThat(server.hasObject(started.getFirst().text("fileKey"))).isFalse();
    }

    private void replace(Reply file) throws IOException, InterruptedException {
        server.loseObject(file.text("fileKey"));
        server.putObject(file.text("fileKey"), "text/plain", "another text".getBytes(UTF_8));
    }

    private static void assertChanged(Reply reply) {
        assertThat(reply.expecting(409).text("code")).isEqualTo("object_changed");
        assertThat(reply.text("error")).doesNotContain("uploads/");
    }

    private HttpResponse<byte[]> opened(Reply file, String disposition) throws IOException, InterruptedException {
        Reply opened = ann.post("/download-url", Map.of("id", file.text("id"), "disposition", disposition))
                .expecting(200);
        assertThat(opened.text("downloadUrl")).hasSizeLessThan(4096);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(opened.text("downloadUrl")))
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }
}
