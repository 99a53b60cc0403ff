package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Parts;
import dev.orgstorage.http.server.Client.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A large file on its way over HTTP, to a real PostgreSQL and a real S3 server, and what may befall it. */
final class UploadInPartsTest {
    private static final RealServer SERVER = new RealServer();
    private static final int PART = (int) Parts.SMALLEST;
    private static final byte[] WHOLE = bytes(2 * PART + 3);
    private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};

    private final Client ann = SERVER.member("parts-ann", "parts-acme");
    private final Client bob = SERVER.member("parts-bob", "parts-acme");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void itComesPartByPartAndIsThereByteForByte() {
        List<String> before = SERVER.unfinishedUploads();
        Reply started = ann.startParts("film.bin", WHOLE.length, (long) PART).expecting(200);
        String id = started.text("recordId");
        assertThat(started.json().path("partSize").asInt()).isEqualTo(PART);
        assertThat(started.json().path("partCount").asInt()).isEqualTo(3);
        assertThat(started.json().path("expiresIn").asInt()).isEqualTo(7 * 24 * 60 * 60);
        assertThat(ann.get("/uploads/" + id + "/parts").expecting(200).json().path("parts"))
                .isEmpty();

        assertThat(send(ann, id, 3)).isEqualTo(200);
        Reply incomplete = ann.complete(started).expecting(409);
        assertThat(incomplete.text("code")).isEqualTo("not_uploaded");
        assertThat(incomplete.text("error")).endsWith("2 of 3 parts are missing: 1, 2");
        assertThat(send(ann, id, 1)).isEqualTo(200);
        assertThat(ann.namesListed()).doesNotContain("film.bin");

        JsonNode there = bob.get("/uploads/" + id + "/parts").expecting(200).json();
        assertThat(there.path("parts").toString())
                .isEqualTo("[{\"number\":1,\"size\":5242880},{\"number\":3,\"size\":3}]");
        assertThat(send(bob, id, 2)).isEqualTo(200);
        assertThat(ann.complete(started).expecting(200).text("state")).isEqualTo("ready");
        assertThat(ann.complete(started).expecting(200).text("state")).isEqualTo("ready");
        assertThat(bob.download(id)).isEqualTo(WHOLE);

        assertThat(code(ann.get("/uploads/" + id + "/parts"))).isEqualTo("already_uploaded");
        assertThat(code(ann.signParts(id, 1))).isEqualTo("already_uploaded");
        assertThat(SERVER.unfinishedUploads()).isEqualTo(before);
        ann.delete("/files/" + id).expecting(200);
    }

    @Test
    void aSignedPartIsGoodForNothingButItself() {
        Reply started = ann.startParts("exact.bin", WHOLE.length, (long) PART).expecting(200);
        String id = started.text("recordId");
        String url = signed(ann, id, 3).path("uploadUrl").asString();
        byte[] last = part(3);
        assertThat(Client.send("PUT", url, Map.of(), Arrays.copyOf(last, 2))).isEqualTo(403);
        assertThat(Client.send("PUT", url, Map.of(), Arrays.copyOf(last, 4))).isEqualTo(403);
        assertThat(Client.send("PUT", url.replace("partNumber=3", "partNumber=1"), Map.of(), last))
                .isEqualTo(403);
        assertThat(Client.send("PUT", url.replaceFirst("uploadId=[^&]*", "uploadId=x"), Map.of(), last))
                .isEqualTo(403);
        assertThat(Client.send("PUT", url.replaceFirst("&?partNumber=3", ""), Map.of(), last))
                .isEqualTo(403);
        assertThat(Client.send("DELETE", url, Map.of(), new byte[0])).isEqualTo(403);
        assertThat(ann.get("/uploads/" + id + "/parts").json().path("parts")).isEmpty();
        ann.delete("/files/" + id).expecting(200);
    }

    @Test
    void deletingEndsItAndNothingComesOfWhatArrivesLate() {
        List<String> before = SERVER.unfinishedUploads();
        Reply started = ann.startParts("gone.bin", HELLO.length, null).expecting(200);
        String id = started.text("recordId");
        String url = signed(ann, id, 1).path("uploadUrl").asString();
        assertThat(Client.send("PUT", url, Map.of(), HELLO)).isEqualTo(200);
        assertThat(SERVER.unfinishedUploads()).hasSizeGreaterThan(before.size());
        ann.delete("/files/" + id).expecting(200);
        assertThat(SERVER.unfinishedUploads()).isEqualTo(before);

        Client.send("PUT", url, Map.of(), HELLO);
        ann.complete(started).expecting(404);
        ann.get("/uploads/" + id + "/parts").expecting(404);
        assertThat(SERVER.hasObject(started.text("fileKey"))).isFalse();
        assertThat(SERVER.count(
                        "select count(*) from storage.tombstone where id = ?::uuid and in_parts and object_removed",
                        id))
                .isEqualTo(1);
    }

    @Test
    void aPartThatComesAfterTheEndChangesNothing() {
        Reply started = ann.startParts("kept.bin", HELLO.length, null).expecting(200);
        String id = started.text("recordId");
        String url = signed(ann, id, 1).path("uploadUrl").asString();
        assertThat(Client.send("PUT", url, Map.of(), HELLO)).isEqualTo(200);
        ann.complete(started).expecting(200);

        Client.send("PUT", url, Map.of(), new byte[HELLO.length]);
        ann.complete(started).expecting(200);
        assertThat(ann.download(id)).isEqualTo(HELLO);
        String uppy = "/uppy/s3/multipart/" + id;
        String ofKey = "?key=" + URLEncoder.encode(started.text("fileKey"), StandardCharsets.UTF_8);
        for (Reply refused : List.of(
                ann.get("/uploads/" + id + "/parts"),
                ann.signParts(id, 1),
                ann.get(uppy + ofKey),
                ann.get(uppy + "/1" + ofKey),
                ann.delete(uppy + ofKey))) {
            assertThat(code(refused)).isEqualTo("already_uploaded");
        }
        assertThat(ann.download(id)).isEqualTo(HELLO);
        ann.delete("/files/" + id).expecting(200);
    }

    @Test
    void aListOfPartsThatLiesCompletesNothing() {
        Reply started = ann.startParts("lie.bin", WHOLE.length, (long) PART).expecting(200);
        String id = started.text("recordId");
        assertThat(send(ann, id, 1)).isEqualTo(200);
        List<Map<String, Object>> lies = List.of(
                Map.of("PartNumber", 1, "ETag", "a"),
                Map.of("PartNumber", 2, "ETag", "b"),
                Map.of("PartNumber", 3, "ETag", "c"));
        String path = "/uppy/s3/multipart/" + id + "/complete?key="
                + URLEncoder.encode(started.text("fileKey"), StandardCharsets.UTF_8);
        for (Map<String, ?> list : List.of(Map.of("parts", lies), Map.of("parts", lies.subList(0, 1)))) {
            Reply refused = ann.post(path, list);
            assertThat(code(refused)).isEqualTo("not_uploaded");
            assertThat(refused.text("error")).endsWith("2 of 3 parts are missing: 2, 3");
        }
        assertThat(SERVER.hasObject(started.text("fileKey"))).isFalse();
        assertThat(ann.get("/uploads/" + id + "/parts").json().path("parts")).hasSize(1);
        ann.delete("/files/" + id).expecting(200);
    }

    @Test
    void aFileOnItsWayIsNeitherRenamedNorServed() {
        Reply started = ann.startParts("way.bin", HELLO.length, null).expecting(200);
        String id = started.text("recordId");
        assertThat(Client.send("PUT", signed(ann, id, 1).path("uploadUrl").asString(), Map.of(), HELLO))
                .isEqualTo(200);
        for (Reply refused : List.of(
                ann.patch("/files/" + id, Map.of("fileName", "other.bin")),
                ann.get("/files/" + id + "/content"),
                bob.get("/files/" + id + "/content"),
                bob.post("/download-url", Map.of("id", id)))) {
            assertThat(code(refused)).isEqualTo("not_uploaded");
        }
        assertThat(ann.get("/files/" + id).expecting(200).text("filename")).isEqualTo("way.bin");
        ann.delete("/files/" + id).expecting(200);
    }

    @Test
    void whoeverCompletesAtOnceIsAnsweredAlike() throws Exception {
        Reply started = ann.startParts("race.bin", HELLO.length, null).expecting(200);
        String id = started.text("recordId");
        String url = signed(ann, id, 1).path("uploadUrl").asString();
        assertThat(Client.send("PUT", url, Map.of(), HELLO)).isEqualTo(200);
        Callable<Reply> complete = () -> bob.complete(started);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Reply> reply : threads.invokeAll(List.of(complete, complete, complete, complete))) {
                assertThat(reply.get().expecting(200).text("state")).isEqualTo("ready");
            }
        }
        assertThat(ann.download(id)).isEqualTo(HELLO);
    }

    @Test
    void inAnotherContextThereIsNoSuchUpload() {
        String id =
                ann.startParts("ours.bin", HELLO.length, null).expecting(200).text("recordId");
        for (Client other : List.of(
                SERVER.personal("parts-ann"),
                SERVER.member("parts-ann", "parts-globex"),
                SERVER.member("parts-eve", "parts-acm"),
                SERVER.personal("parts-eve"))) {
            other.get("/uploads/" + id + "/parts").expecting(404);
            other.signParts(id, 1).expecting(404);
            other.post("/uploads/" + id + "/complete", Map.of()).expecting(404);
            other.delete("/files/" + id).expecting(404);
        }
        ann.get("/uploads/" + id + "/parts").expecting(200);
        ann.delete("/files/" + id).expecting(200);
    }

    @Test
    void partsAreThoseOfTheFileAndNotTooMany() {
        String id = ann.startParts("range.bin", WHOLE.length, (long) PART)
                .expecting(200)
                .text("recordId");
        for (Integer[] numbers : List.of(new Integer[] {0}, new Integer[] {4}, new Integer[] {-1}, new Integer[] {})) {
            assertThat(ann.signParts(id, numbers).expecting(400).text("field")).isEqualTo("numbers");
        }
        Integer[] many = new Integer[101];
        Arrays.fill(many, 1);
        assertThat(ann.signParts(id, many).expecting(400).text("field")).isEqualTo("numbers");
        for (Object numbers : List.of("1", List.of("one"), List.of(1.5))) {
            ann.post("/uploads/" + id + "/parts", Map.of("numbers", numbers)).expecting(400);
        }
        ann.post("/uploads/" + id + "/parts", Map.of()).expecting(400);
        ann.delete("/files/" + id).expecting(200);

        String whole = ann.startUpload("whole.txt", "text/plain", 1).text("recordId");
        assertThat(code(ann.signParts(whole, 1))).isEqualTo("not_in_parts");
        assertThat(code(ann.get("/uploads/" + whole + "/parts"))).isEqualTo("not_in_parts");
        ann.delete("/files/" + whole).expecting(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5_242_879, 5_368_709_121L, -1})
    void partsThatNoBucketTakesAreRefused(long partSize) {
        Reply refused = ann.startParts("small.bin", WHOLE.length, partSize).expecting(400);
        assertThat(refused.text("field")).isEqualTo("partSize");
    }

    @Test
    void aSizeThatCannotComeInPartsIsRefusedAndOnePutPointsHere() {
        assertThat(ann.startParts("empty.bin", 0, null).expecting(400).text("field"))
                .isEqualTo("fileSize");
        Reply large = ann.startUpload("large.bin", "text/plain", 6L << 30).expecting(400);
        assertThat(large.text("error")).endsWith("send the file in parts");
        Map<String, Object> file = Map.of("fileName", "large.bin", "fileType", "text/plain", "fileSize", 6L << 30);
        Map<String, Object> small = Map.of("fileName", "small.bin", "fileType", "text/plain", "fileSize", 1);
        long before = pending();
        Reply many =
                ann.post("/upload-urls", Map.of("files", List.of(small, file))).expecting(400);
        assertThat(many.text("field")).isEqualTo("files[1].fileSize");
        assertThat(pending()).isEqualTo(before);
        String id = ann.startParts("large.bin", 6L << 30, null).expecting(200).text("recordId");
        ann.delete("/files/" + id).expecting(200);
        Map<String, Object> promise =
                new HashMap<>(Map.of("fileName", "a.bin", "fileType", "text/plain", "fileSize", 1));
        promise.put("checksumSha256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=");
        assertThat(ann.post("/uploads", promise).expecting(400).text("field")).isEqualTo("checksumSha256");
    }

    private static long pending() {
        return SERVER.count("select count(*) from storage.file_record where scope = ?", "org:parts-acme");
    }

    private static int send(Client client, String id, int number) {
        JsonNode part = signed(client, id, number);
        return Client.send("PUT", part.path("uploadUrl").asString(), Map.of(), part(number));
    }

    private static JsonNode signed(Client client, String id, int number) {
        JsonNode part =
                client.signParts(id, number).expecting(200).json().path("parts").path(0);
        assertThat(part.path("number").asInt()).isEqualTo(number);
        assertThat(part.path("method").asString()).isEqualTo("PUT");
        assertThat(part.path("headers")).isEmpty();
        assertThat(part.path("expiresIn").asInt()).isEqualTo(3600);
        return part;
    }

    private static byte[] part(int number) {
        int from = (number - 1) * PART;
        return Arrays.copyOfRange(WHOLE, from, Math.min(WHOLE.length, from + PART));
    }

    private static String code(Reply reply) {
        return reply.expecting(409).text("code");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
