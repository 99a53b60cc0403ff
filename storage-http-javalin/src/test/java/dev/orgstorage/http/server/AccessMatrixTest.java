package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.http.Description;
import dev.orgstorage.http.Exchange;
import dev.orgstorage.http.server.AccessMatrix.Row;
import dev.orgstorage.http.server.AccessMatrix.What;
import dev.orgstorage.http.server.AccessMatrix.Who;
import dev.orgstorage.http.server.Client.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route, asked by every kind of caller about every kind of file, on the real server with members looked up for
 * each request.
 */
final class AccessMatrixTest {
    private static final String ACME = "acme";
    private static final String UPLOADER = "auth0|uploader";
    private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);

    private static final RealServer SERVER = RealServer.withMembers();
    private static final Map<Who, String> TOKENS = tokens();
    private static final Map<What, Target> TARGETS = new EnumMap<>(What.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A refusal, but for the id of its request, and the headers that could tell one refusal from another. */
    record Refusal(String body, Map<String, List<String>> headers) {}

    private record Target(String id, String key) {}

    @AfterAll
    static void stop() {
        HTTP.close();
        SERVER.close();
    }

    static List<Row> rows() throws IOException {
        return AccessMatrix.read().rows();
    }

    @Test
    void everyRouteOfTheServerHasItsRows() throws IOException {
        assertThat(AccessMatrix.read().routes()).containsExactlyInAnyOrderElementsOf(SERVER.routes());
    }

    @Test
    void everyRouteOfTheServerIsDescribedAndEveryOperationIsARoute() {
        assertThat(SERVER.routes().stream()
                        .filter(route -> !route.startsWith("HEAD ") && !Exchange.isForBrowsers(route)))
                .containsExactlyInAnyOrderElementsOf(Description.operations());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyCallerGetsWhatTheMatrixSays(Row row) throws IOException, InterruptedException {
        Map<Who, Integer> statuses = new EnumMap<>(Who.class);
        Map<Who, Integer> expected = new EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            statuses.put(who, ask(row, who).statusCode());
            expected.put(who, row.status(who));
        }
        assertThat(statuses).isEqualTo(expected);
    }

    /** Foreign, absent, deleted, in another context: nobody can tell them apart. */
    @Test
    void allThatIsNotFoundIsAnsweredAlikeByEveryRoute() throws IOException, InterruptedException {
        Map<String, Map<Refusal, List<String>>> answers = new HashMap<>();
        for (Row row : rows()) {
            for (Who who : Who.values()) {
                if (row.status(who) == 404 && row.path().startsWith("/api/storage")) {
                    answers.computeIfAbsent(row.route(), route -> new HashMap<>())
                            .computeIfAbsent(refusal(ask(row, who)), refusal -> new ArrayList<>())
                            .add(who + " " + row.what());
                }
            }
        }
        assertThat(answers).hasSizeGreaterThanOrEqualTo(8);
        answers.forEach((route, kinds) -> assertThat(kinds).as(route).hasSize(1));
        List<String> bodies = answers.entrySet().stream()
                .filter(route -> !route.getKey().startsWith("HEAD"))
                .flatMap(route -> route.getValue().keySet().stream().map(Refusal::body))
                .distinct()
                .toList();
        assertThat(bodies).hasSize(1).first().asString().contains("\"code\":\"not_found\"");
    }

    private static Refusal refusal(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet()
                .removeIf(name -> List.of("x-request-id", "date", "x-organization-id", "content-length", ":status")
                                .contains(name)
                        || name.startsWith("ratelimit"));
        return new Refusal(answer.body().replaceAll("\"(requestId|message)\":\"[^\"]*\",?", ""), headers);
    }

    private static HttpResponse<String> ask(Row row, Who who) throws IOException, InterruptedException {
        Target target = target(row.what());
        String path = pathOf(row, target);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SERVER.address() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(row.method(), body(row, target));
        if (who != Who.NOBODY) {
            request.header("Authorization", "Bearer " + TOKENS.get(who));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        new Exchange(
                        row.method(),
                        answer.uri(),
                        null,
                        answer.statusCode(),
                        answer.headers().map(),
                        answer.body())
                .requireDescribed();
        if (row.method().equals("DELETE") && answer.statusCode() < 300) {
            TARGETS.remove(row.what());
        }
        return answer;
    }

    private static String pathOf(Row row, Target target) {
        String path = row.path()
                .replace("{id}", target.id())
                .replace("{uploadId}", target.id())
                .replace("{partNumber}", "1")
                .replace("<fileKey>", target.key());
        String query = row.path().endsWith("/params")
                ? "?filename=a.txt&metadata%5Bsize%5D=1"
                : "?key=" + URLEncoder.encode(target.key(), StandardCharsets.UTF_8);
        return row.path().contains("/uppy/") ? path + query : path;
    }

    private static BodyPublisher body(Row row, Target target) {
        return switch (row.path()) {
            case "/api/storage/uploads/{id}/parts" ->
                row.method().equals("POST") ? BodyPublishers.ofString("{\"numbers\": [1]}") : BodyPublishers.noBody();
            case "/api/storage/upload-url", "/api/storage/uploads" ->
                BodyPublishers.ofString("{\"fileName\": \"a.txt\", \"fileType\": \"text/plain\", \"fileSize\": 1}");
            case "/api/storage/upload-urls" ->
                BodyPublishers.ofString(
                        "{\"files\": [{\"fileName\": \"a.txt\", \"fileType\": \"text/plain\", \"fileSize\": 1}]}");
            case "/api/storage/download-urls" -> BodyPublishers.ofString("{\"ids\": [\"" + target.id() + "\"]}");
            case "/api/storage/uppy/s3/multipart" ->
                BodyPublishers.ofString("{\"filename\": \"a.txt\", \"metadata\": {\"size\": 1}}");
            case "/api/storage/uppy/sign" ->
                BodyPublishers.ofString(
                        "{\"method\": \"PUT\", \"key\": \"a\", \"fileName\": \"a.txt\", \"fileSize\": 1}");
            case "/api/storage/download-url" -> BodyPublishers.ofString("{\"id\": \"" + target.id() + "\"}");
            default ->
                row.method().equals("PATCH")
                        ? BodyPublishers.ofString("{\"fileName\": \"renamed.txt\"}")
                        : BodyPublishers.noBody();
        };
    }

    private static Target target(What what) {
        return TARGETS.computeIfAbsent(what, AccessMatrixTest::made);
    }

    private static Target made(What what) {
        Client home = SERVER.with(Objects.requireNonNull(TOKENS.get(Who.ELSEWHERE)));
        Client atAcme = SERVER.with(Objects.requireNonNull(TOKENS.get(Who.UPLOADER)));
        return switch (what) {
            case NOTHING, UNKNOWN -> unknown();
            case PERSONAL -> file(home.upload("own.txt", "text/plain", HELLO), "id");
            case SHARED -> file(atAcme.upload("shared.txt", "text/plain", HELLO), "id");
            case PENDING -> file(atAcme.startUpload("pending.txt", "text/plain", 11), "recordId");
            case PARTS -> file(atAcme.startParts("parts.bin", 6 << 20, null).expecting(200), "recordId");
            case DELETED -> {
                Target file = file(atAcme.upload("deleted.txt", "text/plain", HELLO), "id");
                atAcme.delete("/files/" + file.id()).expecting(200);
                yield file;
            }
        };
    }

    private static Target file(Reply reply, String id) {
        return new Target(reply.text(id), reply.text("fileKey"));
    }

    private static Target unknown() {
        String id = new FileIds(InstantSource.system(), new Random()).next().toString();
        return new Target(id, "uploads/orgs/" + ACME + "/" + id + "-unknown.txt");
    }

    private static Map<Who, String> tokens() {
        for (Who who : List.of(Who.VIEWER, Who.MEMBER, Who.ADMIN)) {
            SERVER.join(user(who), ACME, who.name().toLowerCase(Locale.ROOT));
        }
        SERVER.join(UPLOADER, ACME, "member");
        SERVER.join(user(Who.OUTSIDER), "globex", "owner");
        SERVER.join(user(Who.REMOVED), ACME, "owner");
        SERVER.join(user(Who.STRANGER), "globex", "member");
        Map<Who, String> tokens = new EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            tokens.put(
                    who,
                    switch (who) {
                        case NOBODY -> "";
                        case EXPIRED -> SERVER.token(UPLOADER, ACME, Duration.ofHours(-1));
                        case FORGED -> forged(SERVER.token(UPLOADER, ACME, Duration.ofHours(1)));
                        case STRANGER -> SERVER.token(user(who), null, Duration.ofHours(1));
                        case OUTSIDER -> SERVER.token(user(who), "globex", Duration.ofHours(1));
                        case REMOVED, VIEWER, MEMBER, ADMIN -> SERVER.token(user(who), ACME, Duration.ofHours(1));
                        case UPLOADER -> SERVER.token(UPLOADER, ACME, Duration.ofHours(1));
                        case ELSEWHERE -> SERVER.token(UPLOADER, null, Duration.ofHours(1));
                    });
        }
        SERVER.leave(user(Who.REMOVED), ACME);
        return tokens;
    }

    private static String user(Who who) {
        return "auth0|" + who.name().toLowerCase(Locale.ROOT);
    }

    /** With another signature of the same length. */
    private static String forged(String token) {
        int signature = token.lastIndexOf('.') + 1;
        char first = token.charAt(signature) == 'A' ? 'B' : 'A';
        return token.substring(0, signature) + first + token.substring(signature + 1);
    }
}
