package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody with a token, a client of their own and time would try. */
final class AttackTest {
    private static final RealServer SERVER = RealServer.withMembers();
    private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);
    private static final String UNKNOWN = "01a00000-0000-7000-8000-000000000000";

    /** Ann is a member of Acme and of Globex, Bob is one of Acme, Eve of nothing. */
    private static final Client ANN = SERVER.member("ann", "acme");

    private static final Client BOB = SERVER.member("bob", "acme");
    private static final Client EVE = SERVER.personal("eve");

    @BeforeAll
    static void members() {
        SERVER.join("ann", "acme", "member");
        SERVER.join("ann", "globex", "owner");
        SERVER.join("bob", "acme", "member");
        SERVER.join("eve", "evil", "owner");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aForeignIdIsAnsweredLikeAnUnknownOneAndIsInTheTrailOfWhoTried() {
        String foreign = ANN.upload("plan.txt", "text/plain", HELLO).text("id");
        assertThat(everyWayTo(EVE, foreign)).isEqualTo(everyWayTo(EVE, UNKNOWN));
        assertThat(everyWayTo(EVE, foreign)).allMatch(answer -> answer.startsWith("404"));
        Await.until(
                () -> EVE.get("/audit?file=" + foreign)
                        .json()
                        .at("/entries/0/refused")
                        .asString()
                        .equals("not_found"),
                () -> "no entry in the audit trail");
        ANN.get("/files/" + foreign).expecting(200);
    }

    @Test
    void manyForeignIdsAtOnceTellNothingAndAreInTheTrailOfWhoTried() {
        Reply anns = ANN.upload("plan.txt", "text/plain", HELLO);
        Reply pending = ANN.startUpload("late.txt", "text/plain", HELLO.length).expecting(200);
        String own = EVE.upload("own.txt", "text/plain", HELLO).text("id");
        String foreign = anns.text("id");
        List<String> ids = List.of(foreign, own, UNKNOWN, pending.text("recordId"), "no id", foreign);
        for (Client stranger : List.of(EVE, EVE.in("evil"), ANN.in("globex"), ANN.in("personal"))) {
            Reply some = stranger.post("/download-urls", Map.of("ids", ids)).expecting(200);
            List<String> missing = some.json()
                    .path("missing")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            List<String> served = some.json().path("files").findValuesAsString("id");
            List<String> seen = stranger == EVE ? List.of(own) : List.of();
            assertThat(served).isEqualTo(seen);
            assertThat(missing)
                    .containsExactlyElementsOf(ids.stream()
                            .distinct()
                            .filter(id -> !seen.contains(id))
                            .toList());
            assertThat(stranger.post("/download-urls", Map.of("fileKeys", List.of(anns.text("fileKey"))))
                            .expecting(200)
                            .json()
                            .path("files"))
                    .isEmpty();
        }
        Await.until(
                () -> EVE.get("/audit?file=" + foreign)
                        .json()
                        .at("/entries/0/refused")
                        .asString()
                        .equals("not_found"),
                () -> "no entry in the audit trail");
        assertThat(ANN.get("/files/" + pending.text("recordId")).expecting(200).text("state"))
                .isEqualTo("pending");
    }

    @Test
    void anotherOrganizationOfTheSameUserDoesNotShowTheFile() {
        String acmes = ANN.upload("plan.txt", "text/plain", HELLO).text("id");
        Client atGlobex = ANN.in("globex");
        assertThat(everyWayTo(atGlobex, acmes)).isEqualTo(everyWayTo(atGlobex, UNKNOWN));
        assertThat(everyWayTo(ANN.in("personal"), acmes)).allMatch(answer -> answer.startsWith("404"));
        ANN.in("acme").get("/files/" + acmes).expecting(200);
    }

    @Test
    void whoIsRemovedIsOutWithTheirNextRequestByEveryRoute() {
        SERVER.join("mallory", "acme", "owner");
        Client mallory = SERVER.member("mallory", "acme");
        Reply started =
                mallory.startUpload("last.txt", "text/plain", HELLO.length).expecting(200);
        assertThat(Client.put(started, HELLO)).isEqualTo(200);
        SERVER.leave("mallory", "acme");

        String id = started.text("recordId");
        for (Client refused : List.of(mallory, mallory.in("acme"))) {
            for (Reply reply : List.of(
                    refused.get("/list"),
                    refused.get("/context"),
                    refused.get("/audit"),
                    refused.startUpload("a.txt", "text/plain", 1),
                    refused.complete(started),
                    refused.get("/files/" + id),
                    refused.get("/files/" + id + "/content"),
                    refused.post("/download-url", Map.of("id", id)),
                    refused.post("/upload-urls", Map.of("files", List.of(Map.of()))),
                    refused.post("/download-urls", Map.of("ids", List.of(id))),
                    refused.patch("/files/" + id, Map.of("fileName", "b.txt")),
                    refused.delete("/files/" + id),
                    refused.delete("/" + started.text("fileKey")))) {
                assertThat(reply.expecting(403).text("code")).isEqualTo("not_a_member");
            }
        }
        assertThat(mallory.in("personal").namesListed()).isEmpty();
        ANN.complete(started).expecting(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"organizationId", "ownerId", "userId", "key", "fileKey", "id", "state", "size", "bucket"})
    void aFieldThatIsNotTheClientsToSetIsRefused(String field) {
        Map<String, Object> body = new TreeMap<>(Map.of("fileName", "a.txt", "fileType", "text/plain", "fileSize", 1));
        body.put(field, "acme");
        Reply refused = SERVER.known("setter").post("/upload-url", body).expecting(400);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(SERVER.count("select count(*) from storage.file_record where scope = ?", "user:setter"))
                .isZero();
    }

    @Test
    void namingAnOrganizationInTheQueryOpensNothing() {
        for (String field : List.of("organizationId", "organization_id", "X-Organization-Id", "userId", "scope")) {
            Reply reply = EVE.get("/list?" + field + "=acme").expecting(400);
            assertThat(reply.text("field")).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "/",
                "a/b",
                "C:\\x",
                "..",
                ".",
                "",
                "a\u0000b",
                "a\r\nSet-Cookie: x=1",
                "a\u202etxt.exe"
            })
    void aNameThatIsAPathOrHidesSomethingIsRefused(String name) {
        Reply reply = EVE.startUpload(name, "text/plain", 1).expecting(400);
        assertThat(reply.text("field")).isEqualTo("fileName");
        Reply renaming =
                EVE.patch("/files/" + UNKNOWN, Map.of("fileName", name)).expecting(400);
        assertThat(renaming.text("field")).isEqualTo("fileName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e%2fetc%2fpasswd",
                "\"; filename=\"evil.txt",
                "a;b=c, d",
                "Zoë – 履歴書.txt",
                "🦊🦊.txt",
                "=cmd|' calc'!A0.csv",
                "<img src=x onerror=alert(1)>.txt",
                "'; drop table storage.file_record; --.txt"
            })
    void aHardNameIsNeitherInTheKeyNorInAHeaderAsItIs(String name) {
        Reply file = EVE.upload(name, "application/octet-stream", HELLO);
        assertThat(file.text("filename")).isEqualTo(name);
        assertThat(file.text("fileKey")).matches("uploads/users/eve/[0-9a-f-]{36}-[A-Za-z0-9.-]{1,100}");
        String url = EVE.post("/download-url", Map.of("id", file.text("id")))
                .expecting(200)
                .text("downloadUrl");
        assertThat(url).hasSizeLessThanOrEqualTo(4096).matches("[!-~]+");
        List<String> disposition = Client.headers(url).allValues("Content-Disposition");
        assertThat(disposition).hasSize(1);
        assertThat(disposition.getFirst())
                .startsWith("attachment;")
                .contains("filename")
                .matches("[ -~]+");
        EVE.delete("/files/" + file.text("id")).expecting(200);
    }

    @Test
    void aDecomposedNameIsTheComposedOne() {
        Reply file = EVE.upload("Zoe\u0308.txt", "text/plain", HELLO);
        assertThat(file.text("filename")).isEqualTo("Zo\u00eb.txt");
        EVE.delete("/files/" + file.text("id")).expecting(200);
    }

    @Test
    void wildcardsAndQuotesInASearchAreLetters() {
        Client searcher = SERVER.known("searcher");
        searcher.upload("100% sure.txt", "text/plain", HELLO);
        searcher.upload("snake_case.txt", "text/plain", HELLO);
        searcher.upload("plain.txt", "text/plain", HELLO);
        assertThat(found(searcher, "%25")).containsExactly("100% sure.txt");
        assertThat(found(searcher, "_")).containsExactly("snake_case.txt");
        assertThat(found(searcher, "%27%20or%201=1--")).isEmpty();
        assertThat(found(searcher, "%5C")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=constructor", "order=size", "filter=%7B%22a%22%3A1%7D", "offset=5", "__proto__=x"})
    void aParameterThatIsNoneIsRefused(String query) {
        Reply reply = EVE.get("/list?" + query).expecting(400);
        assertThat(reply.text("field")).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aSignedUploadIsGoodForNothingButItself() {
        Reply started = ANN.startUpload("exact.txt", "text/plain", HELLO.length).expecting(200);
        String url = started.text("uploadUrl");
        Map<String, String> headers = Client.headersOf(started);

        String otherKey = url.replace(started.text("recordId"), UNKNOWN);
        assertThat(Client.send("PUT", otherKey, headers, HELLO)).isEqualTo(403);
        assertThat(Client.send("POST", url, headers, HELLO)).isEqualTo(403);
        assertThat(Client.send("DELETE", url, Map.of(), new byte[0])).isEqualTo(403);
        assertThat(Client.send("PUT", url, with(headers, "content-type", "text/html"), HELLO))
                .isEqualTo(403);
        assertThat(Client.send("PUT", url, headers, Arrays.copyOf(HELLO, 12))).isEqualTo(403);
        assertThat(Client.send("PUT", url, headers, Arrays.copyOf(HELLO, 10))).isEqualTo(403);
        for (String name : headers.keySet()) {
            assertThat(Client.send("PUT", url, without(headers, name), HELLO))
                    .as(name)
                    .isEqualTo(403);
        }
        assertThat(SERVER.hasObject(started.text("fileKey"))).isFalse();
        assertThat(ANN.complete(started).expecting(409).text("code")).isEqualTo("not_uploaded");
        assertThat(Client.send("PUT", url, headers, HELLO)).isEqualTo(200);
        ANN.complete(started).expecting(200);
    }

    @Test
    void anUploadThatIsNotWhatWasPromisedIsTakenAway() throws Exception {
        Reply started =
                ANN.startUpload("longer.txt", "text/plain", HELLO.length).expecting(200);
        SERVER.putObject(started.text("fileKey"), "text/plain", Arrays.copyOf(HELLO, 99));
        assertThat(ANN.complete(started).expecting(422).text("code")).isEqualTo("upload_mismatch");
        assertThat(SERVER.hasObject(started.text("fileKey"))).isFalse();
        ANN.get("/files/" + started.text("recordId")).expecting(404);
    }

    @Test
    void aSignedUploadReplacesNothingAfterCompletion() {
        Reply started =
                ANN.startUpload("approved.txt", "text/plain", HELLO.length).expecting(200);
        assertThat(Client.put(started, HELLO)).isEqualTo(200);
        ANN.complete(started).expecting(200);
        assertThat(Client.put(started, "HELLO WORLD".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(412);
        assertThat(ANN.download(started.text("recordId"))).isEqualTo(HELLO);
    }

    @Test
    void signedUrlsAreShortLived() {
        Reply started = ANN.startUpload("short.txt", "text/plain", HELLO.length).expecting(200);
        assertThat(started.json().at("/expiresIn").asInt()).isEqualTo(600);
        assertThat(started.text("uploadUrl")).contains("X-Amz-Expires=600&");
        String id = ANN.upload("short.txt", "text/plain", HELLO).text("id");
        String url = ANN.get("/files/" + id + "/content")
                .expecting(302)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(url).contains("X-Amz-Expires=60&");
        // As if it had been signed earlier: whoever changes the time breaks the signature.
        assertThat(Client.send("GET", url.replace("X-Amz-Expires=60&", "X-Amz-Expires=604800&"), Map.of(), new byte[0]))
                .isEqualTo(403);
    }

    @Test
    void archivesAndGiantPicturesAreStoredUnopened() {
        byte[] png = giantPng();
        Reply picture = ANN.upload("giant.png", "image/png", png);
        assertThat(ANN.download(picture.text("id"))).isEqualTo(png);
        byte[] zip = "PK\u0003\u0004 a bomb, for whoever opens it".getBytes(StandardCharsets.ISO_8859_1);
        Reply archive = ANN.upload("bomb.zip", "application/zip", zip);
        assertThat(ANN.download(archive.text("id"))).isEqualTo(zip);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "9007199254740993",
                "9223372036854775808",
                "1e400",
                "\"12\"",
                "null",
                "NaN",
                "1.5",
                "[]",
                "true"
            })
    void aSizeThatIsNoneIsRefused(String size) {
        String body = "{\"fileName\": \"a.txt\", \"fileType\": \"text/plain\", \"fileSize\": " + size + "}";
        EVE.postRaw("/upload-url", body.getBytes(StandardCharsets.UTF_8)).expecting(400);
    }

    @Test
    void anEmptyFileIsAFile() {
        Reply file = ANN.upload("empty.txt", "text/plain", new byte[0]);
        assertThat(file.json().at("/size").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "AAAA", "//////////////////////", "org:acme", "eyJzY29wZSI6Im9yZzphY21lIn0", "%00", "\u0661"
            })
    void aCursorThatNobodyGaveOutIsRefused(String cursor) {
        Reply reply = EVE.get("/list?cursor=" + URI.create("x:" + cursor).getRawSchemeSpecificPart());
        assertThat(reply.expecting(400).text("field")).isEqualTo("cursor");
    }

    @Test
    void aCursorOfAnotherContextShowsNoneOfItsFiles() {
        for (int i = 0; i < 3; i++) {
            ANN.in("globex").upload("secret.txt", "text/plain", HELLO);
        }
        String cursor = ANN.in("globex").get("/list?limit=1").expecting(200).text("nextCursor");
        Client nobodys = SERVER.known("reader");
        assertThat(nobodys.get("/list?cursor=" + cursor).expecting(200).json().at("/files"))
                .isEmpty();
        assertThat(EVE.in("evil")
                        .get("/list?cursor=" + cursor)
                        .expecting(200)
                        .json()
                        .at("/files"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "1000000000", "1e3", "ten", "\u0663", ""})
    void aLimitOutOfBoundsIsRefused(String limit) {
        assertThat(EVE.get("/list?limit=" + limit).expecting(400).text("field")).isEqualTo("limit");
    }

    @Test
    void completingTwentyTimesAtOnceMakesOneFile() throws Exception {
        Reply started = ANN.startUpload("once.txt", "text/plain", HELLO.length).expecting(200);
        ANN.complete(started).expecting(409);
        assertThat(Client.put(started, HELLO)).isEqualTo(200);
        EVE.complete(started).expecting(404);
        Set<String> answers = new TreeSet<>();
        for (Reply reply : atOnce(20, i -> i % 2 == 0 ? ANN.complete(started) : BOB.complete(started))) {
            answers.add(reply.expecting(200).json().toString());
        }
        assertThat(answers).hasSize(1);
        assertThat(ANN.complete(started).expecting(200).json().toString())
                .isEqualTo(answers.iterator().next());
    }

    @Test
    void completingAndDeletingAtOnceLeavesNothingHalf() throws Exception {
        for (int round = 0; round < 5; round++) {
            Reply started =
                    ANN.startUpload("race.txt", "text/plain", HELLO.length).expecting(200);
            assertThat(Client.put(started, HELLO)).isEqualTo(200);
            String id = started.text("recordId");
            List<Reply> replies = atOnce(8, i -> i % 2 == 0 ? ANN.complete(started) : ANN.delete("/files/" + id));
            assertThat(replies).extracting(Reply::status).containsAnyOf(200).isSubsetOf(200, 404, 409);
            ANN.get("/files/" + id).expecting(404);
            assertThat(SERVER.hasObject(started.text("fileKey"))).isFalse();
        }
    }

    @Test
    void bytesThatComeAfterTheDeletionBringNothingBack() {
        Reply started = ANN.startUpload("late.txt", "text/plain", HELLO.length).expecting(200);
        ANN.delete("/files/" + started.text("recordId")).expecting(200);
        assertThat(Client.put(started, HELLO)).isEqualTo(200);
        ANN.complete(started).expecting(404);
        ANN.get("/files/" + started.text("recordId")).expecting(404);
        assertThat(SERVER.count(
                        "select count(*) from storage.tombstone where file_key = ? and keep_until > now() + interval '1 hour'",
                        started.text("fileKey")))
                .as("what promises to remove it once more")
                .isOne();
    }

    @Test
    void anOrganizationWhoseNameBeginsLikeAnothersIsAnother() {
        SERVER.join("ann", "a", "owner");
        SERVER.join("ann", "ab", "owner");
        String left = ANN.in("ab").upload("stays.txt", "text/plain", HELLO).text("id");
        ANN.in("a").upload("goes.txt", "text/plain", HELLO);
        assertThat(SERVER.run("erase-organization", "a").text()).contains("Erased: 1 file");
        assertThat(ANN.in("a").namesListed()).isEmpty();
        assertThat(ANN.in("ab").download(left)).isEqualTo(HELLO);
    }

    private static List<String> found(Client client, String query) {
        List<String> names = new ArrayList<>();
        client.get("/list?q=" + query)
                .expecting(200)
                .json()
                .path("files")
                .forEach(file -> names.add(file.path("filename").asString()));
        return names;
    }

    /** Status and body of each route, but for the id of the request. */
    private static List<String> everyWayTo(Client client, String id) {
        return Stream.of(
                        client.get("/files/" + id),
                        client.get("/files/" + id + "/content"),
                        client.post("/uploads/" + id + "/complete", Map.of()),
                        client.post("/download-url", Map.of("id", id)),
                        client.patch("/files/" + id, Map.of("fileName", "mine.txt")),
                        client.delete("/files/" + id),
                        client.delete("/uploads%2Forgs%2Facme%2F" + id + "-plan.txt"))
                .map(reply -> reply.status() + " " + reply.json().toString().replaceAll("\"requestId\":\"[^\"]*\"", ""))
                .toList();
    }

    private interface Doing {
        Reply once(int i);
    }

    private static List<Reply> atOnce(int times, Doing doing) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> calls = IntStream.range(0, times)
                    .mapToObj(i -> (Callable<Reply>) () -> doing.once(i))
                    .toList();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : threads.invokeAll(calls)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(name);
        return fewer;
    }

    /** The beginning of a picture of 50,000 by 50,000 points. */
    private static byte[] giantPng() {
        byte[] png = new byte[64];
        byte[] start = {
            (byte) 0x89,
            'P',
            'N',
            'G',
            '\r',
            '\n',
            0x1a,
            '\n',
            0,
            0,
            0,
            13,
            'I',
            'H',
            'D',
            'R',
            0,
            0,
            (byte) 0xc3,
            0x50,
            0,
            0,
            (byte) 0xc3,
            0x50,
            8,
            6
        };
        System.arraycopy(start, 0, png, 0, start.length);
        return png;
    }
}
