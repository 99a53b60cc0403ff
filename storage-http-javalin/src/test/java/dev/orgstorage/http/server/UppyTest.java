package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Uppy's uploader asks, in the words of its versions 5 and 6, on a real PostgreSQL and a real S3 server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UppyTest {
    private static final int PART = 5 << 20;
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String MULTIPART = "/uppy/s3/multipart";

    private final RealServer server = new RealServer();
    private final Client ann = server.member("uppy-ann", "uppy-acme");

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aSmallFileGoesInOnePut() {
        Reply signed = ann.get(
                        "/uppy/s3/params?filename=hello.txt&type=text/plain&metadata[size]=5&metadata[name]=hello.txt"
                                .replace("[", "%5B")
                                .replace("]", "%5D"))
                .expecting(200);
        assertThat(signed.text("method")).isEqualTo("PUT");
        assertThat(signed.json().path("fields").isEmpty()).isTrue();
        assertThat(Client.send("PUT", signed.text("url"), Client.headersOf(signed), HELLO))
                .isEqualTo(200);
        assertThat(ann.namesListed()).contains("hello.txt");
    }

    @Test
    void aLargeFileComesInPartsAndIsReadyOnceComplete() {
        byte[] film = bytes(2 * PART + 7);
        Reply begun = begun("film.bin", film.length);
        for (int number : List.of(3, 1, 2)) {
            Reply part = ann.get(path(begun, "/" + number)).expecting(200);
            assertThat(Client.send("PUT", part.text("url"), Map.of(), part(film, number)))
                    .isEqualTo(200);
        }
        Reply listed = ann.get(path(begun, "")).expecting(200);
        assertThat(listed.json().findValuesAsString("PartNumber")).containsExactly("1", "2", "3");
        assertThat(listed.json().get(2).path("Size").asInt()).isEqualTo(7);

        Reply completed = ann.postRaw(
                        path(begun, "/complete"),
                        "{\"parts\":[{\"PartNumber\":1,\"ETag\":\"of no interest\"}]}".getBytes(UTF_8))
                .expecting(200);
        assertThat(completed.text("location")).isEqualTo("/api/storage/files/" + begun.text("uploadId") + "/content");
        ann.postRaw(path(begun, "/complete"), new byte[0]).expecting(200);
        assertThat(ann.download(begun.text("uploadId"))).isEqualTo(film);
    }

    @Test
    void whatIsMissingIsNamedInTheWordsThatUppyShows() {
        Reply begun = begun("half.bin", PART + 1);
        Reply refused = ann.postRaw(path(begun, "/complete"), new byte[0]).expecting(409);
        assertThat(refused.text("code")).isEqualTo("not_uploaded");
        assertThat(refused.text("message")).isEqualTo(refused.text("error")).contains("2 of 2 parts are missing");
    }

    @Test
    void anUploadThatIsGivenUpLeavesNothing() {
        Reply begun = begun("given-up.bin", PART + 1);
        String url = ann.get(path(begun, "/1")).expecting(200).text("url");
        assertThat(Client.send("PUT", url, Map.of(), bytes(PART))).isEqualTo(200);
        assertThat(ann.delete(path(begun, "")).expecting(200).json().isEmpty()).isTrue();
        ann.get(path(begun, "")).expecting(404);
        ann.get(path(begun, "/1")).expecting(404);
        assertThat(ann.namesListed()).doesNotContain("given-up.bin");
    }

    @Test
    void aFileThatIsReadyIsNotGivenUp() {
        Reply file = ann.upload("stays.txt", "text/plain", HELLO);
        String path = MULTIPART + "/" + file.text("id") + "?key=" + encoded(file.text("fileKey"));
        assertThat(ann.delete(path).expecting(409).text("code")).isEqualTo("already_uploaded");
        assertThat(ann.namesListed()).contains("stays.txt");
    }

    @Test
    void thePartOfAnotherLengthIsRefusedByTheBucket() {
        Reply begun = begun("exact.bin", PART + 5);
        String url = ann.get(path(begun, "/2")).expecting(200).text("url");
        assertThat(Client.send("PUT", url, Map.of(), new byte[6])).isEqualTo(403);
        assertThat(Client.send("PUT", url, Map.of(), new byte[5])).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "10001", "99999999999", "1.5", "-1", "x"})
    void aPartThatThereIsNotIsNotSigned(String number) {
        Reply begun = begun("two.bin", PART + 5);
        assertThat(ann.get(path(begun, "/" + number)).expecting(400).text("code"))
                .isEqualTo("invalid");
    }

    @Test
    void anUploadCountsOnlyWithItsKeyInItsContext() {
        Reply begun = begun("mine.bin", PART + 5);
        Reply other = begun("other.bin", PART + 5);
        String mixed = path(begun, "{step}").replace(encoded(begun.text("key")), encoded(other.text("key")));
        List<Client> strangers = List.of(
                server.personal("uppy-ann"),
                server.member("uppy-ann", "uppy-acm"),
                server.client("uppy-eve", "uppy-outside", "owner"));
        for (String step : List.of("", "/1")) {
            ann.get(mixed.replace("{step}", step)).expecting(404);
            strangers.forEach(stranger -> stranger.get(path(begun, step)).expecting(404));
        }
        ann.postRaw(mixed.replace("{step}", "/complete"), new byte[0]).expecting(404);
        ann.delete(mixed.replace("{step}", "")).expecting(404);
        for (Client stranger : strangers) {
            stranger.postRaw(path(begun, "/complete"), new byte[0]).expecting(404);
            stranger.delete(path(begun, "")).expecting(404);
            stranger.post(
                            "/uppy/sign",
                            Map.of(
                                    "method",
                                    "PUT",
                                    "key",
                                    begun.text("key"),
                                    "uploadId",
                                    begun.text("uploadId"),
                                    "partNumber",
                                    1))
                    .expecting(404);
        }
        ann.get(path(begun, "")).expecting(200);
    }

    @Test
    void withoutASizeNothingIsPromised() {
        Reply refused = ann.post(
                        MULTIPART, Map.of("filename", "a.bin", "type", "", "metadata", Map.of("name", "a.bin")))
                .expecting(400);
        assertThat(refused.text("message")).contains("metadata.size is missing", "setFileMeta");
        ann.get("/uppy/s3/params?filename=a.bin&type=").expecting(400);
    }

    @Test
    void viewersBeginNothing() {
        Client viewer = server.client("uppy-vic", "uppy-acme", "viewer");
        viewer.post(MULTIPART, creation("v.bin", PART + 1)).expecting(403);
        viewer.get("/uppy/s3/params?filename=v.bin&type=&metadata%5Bsize%5D=1").expecting(403);
        viewer.post("/uppy/sign", Map.of("method", "POST", "key", "1", "fileName", "v.bin", "fileSize", 9))
                .expecting(403);
    }

    @Test
    void versionSixHasItsRequestsSigned() {
        byte[] film = bytes(PART + 9);
        Reply created = sign("method", "POST", "key", "local", "fileName", "film 6.bin", "fileSize", film.length);
        assertThat(text("POST", created)).contains("<Key>" + created.text("key") + "</Key>");
        String uploadId = text("POST", created).replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");

        for (int number : List.of(1, 2)) {
            Reply part = sign("method", "PUT", "key", created.text("key"), "uploadId", uploadId, "partNumber", number);
            assertThat(Client.send("PUT", part.text("url"), Client.headersOf(part), part(film, number)))
                    .isEqualTo(200);
        }
        Reply parts = sign("method", "GET", "key", created.text("key"), "uploadId", uploadId);
        assertThat(text("GET", parts)).contains("<PartNumber>2</PartNumber><ETag>&quot;");
        Reply completed = sign("method", "POST", "key", created.text("key"), "uploadId", uploadId);
        assertThat(text("POST", completed))
                .contains("<Location>/api/storage/files/" + uploadId + "/content</Location>");
        assertThat(ann.download(uploadId)).isEqualTo(film);
    }

    @Test
    void versionSixSendsSmallFilesInOnePutAndDeletesNone() {
        Reply signed = sign(
                "method", "PUT", "key", "local", "contentType", "text/plain", "fileName", "six.txt", "fileSize", 5);
        assertThat(Client.send("PUT", signed.text("url"), Client.headersOf(signed), HELLO))
                .isEqualTo(200);
        assertThat(ann.namesListed()).contains("six.txt");
        ann.post("/uppy/sign", Map.of("method", "DELETE", "key", signed.text("key")))
                .expecting(400);
        assertThat(ann.namesListed()).contains("six.txt");
    }

    @Test
    void versionSixGivesUp() {
        Reply created = sign("method", "POST", "key", "local", "fileName", "up.bin", "fileSize", PART);
        String uploadId = created.text("url").replaceAll(".*/s3-xml/(.*)/created", "$1");
        Reply abort = sign("method", "DELETE", "key", created.text("key"), "uploadId", uploadId);
        ann.delete(here(abort)).expecting(204);
        ann.get("/files/" + uploadId).expecting(404);
    }

    /** Ten thousand parts are more than other bodies may hold. */
    @Test
    void aListOfTenThousandPartsIsTaken() {
        Reply begun = begun("long.bin", PART + 1);
        ann.postRaw(path(begun, "/complete"), new byte[1_500_000]).expecting(409);
        ann.postRaw(path(begun, "/complete"), new byte[3_000_000]).expecting(413);
    }

    private Reply begun(String name, int size) {
        return ann.post(MULTIPART, creation(name, size)).expecting(200);
    }

    private static Map<String, ?> creation(String name, int size) {
        return Map.of(
                "filename", name, "type", "application/octet-stream", "metadata", Map.of("name", name, "size", size));
    }

    private static String path(Reply begun, String step) {
        return MULTIPART + "/" + begun.text("uploadId") + step + "?key=" + encoded(begun.text("key"));
    }

    private Reply sign(Object... fields) {
        Map<String, Object> body = new TreeMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return ann.post("/uppy/sign", body).expecting(200);
    }

    private String text(String method, Reply signed) {
        return ann.text(method, here(signed));
    }

    private static String here(Reply signed) {
        return signed.text("url").replaceFirst("^/api/storage", "");
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, UTF_8);
    }

    private static byte[] part(byte[] all, int number) {
        return Arrays.copyOfRange(all, (number - 1) * PART, Math.min(all.length, number * PART));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
