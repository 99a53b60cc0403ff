package dev.orgstorage.http.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.Origins;
import dev.orgstorage.http.server.OpenDoor.Heard;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, and what does not get in, byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoorTest {
    private static final String AUTH = "Authorization: Bearer ann";
    private static final String APP = "https://app.example.com";

    private final OpenDoor door = new OpenDoor(DoorSettings.standard()
            .with(DoorSettings.Rates.NONE)
            .with(Origins.of(List.of(APP)))
            .with(TrustedProxies.of(List.of("127.0.0.9"))));

    @AfterAll
    void close() {
        door.close();
    }

    /** Answers of the routes, of Javalin, and of Jetty, with their status. */
    private Map<Heard, Integer> everyKind(String... more) {
        Map<Heard, Integer> answers = new LinkedHashMap<>(readable(more));
        String lines = lines(more);
        answers.put(door.ask("GET /api/storage/files/%C3%28 HTTP/1.1", lines + AUTH), 400);
        answers.put(door.ask("GET /%zz HTTP/1.1", lines + AUTH), 400);
        answers.put(door.ask("GET /" + "?".repeat(20_000) + " HTTP/1.1", lines + AUTH), 414);
        answers.put(door.ask("GET / HTTP/1.1", lines + "X: " + "x".repeat(20_000)), 431);
        return answers;
    }

    /** Answers to what can be read to the end of its headers. */
    private Map<Heard, Integer> readable(String... more) {
        String lines = lines(more);
        Map<Heard, Integer> answers = new LinkedHashMap<>();
        answers.put(door.ask("GET /api/storage/list HTTP/1.1", lines + AUTH), 200);
        answers.put(door.ask("GET /api/storage HTTP/1.1", lines + AUTH), 200);
        answers.put(door.ask("GET /api/storage/list HTTP/1.1", lines + "A: b"), 401);
        answers.put(door.ask("GET /api/storage/files/x HTTP/1.1", lines + AUTH), 404);
        answers.put(door.ask("PUT /api/storage/list HTTP/1.1", lines + AUTH), 405);
        answers.put(door.ask("GET /nowhere HTTP/1.1", lines + "A: b"), 404);
        answers.put(door.ask("GET /broken HTTP/1.1", lines + "A: b"), 500);
        answers.put(door.ask("GET /health/live HTTP/1.1", lines + "A: b"), 200);
        answers.put(door.ask("OPTIONS /api/storage/list HTTP/1.1", lines + "A: b"), 405);
        answers.put(door.ask("POST /api/storage/upload-url HTTP/1.1", lines + AUTH + "\r\nContent-Length: 0"), 415);
        answers.put(door.ask("GET / HTTP/1.1", lines + "X: 1\r\n".repeat(101) + "X: 1"), 431);
        return answers;
    }

    private static String lines(String... more) {
        return Stream.of(more).map(line -> line + "\r\n").collect(joining());
    }

    @Test
    void everyAnswerSaysThatItIsDataForWhoAskedAlone() {
        for (Heard answer : everyKind().keySet()) {
            assertThat(answer.header("X-Content-Type-Options")).as(answer.all()).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-site");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Vary")).isEqualTo("Origin, Authorization, Cookie, X-Organization-Id");
            assertThat(answer.header("Strict-Transport-Security")).isEqualTo("(none)");
            assertThat(answer.header("Server")).isEqualTo("(none)");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("(none)");
            assertThat(answer.body().isEmpty() || !answer.header("Content-Type").equals("(none)"))
                    .as(answer.all())
                    .isTrue();
        }
    }

    @Test
    void everyAnswerHasANameThatProblemsRepeat() {
        Set<String> names = new HashSet<>();
        Set<Heard> answers = everyKind("X-Request-Id: mine").keySet();
        for (Heard answer : answers) {
            String name = answer.header("X-Request-Id");
            assertThat(name).matches("[0-9a-f]{16}");
            if (answer.header("Content-Type").equals("application/problem+json")) {
                assertThat(answer.body()).contains("\"requestId\":\"" + name + "\"");
            }
            names.add(name);
        }
        assertThat(names).hasSameSizeAs(answers);
    }

    @Test
    void whatGoesWrongIsAProblemWhoeverFindsOut() {
        everyKind().forEach((answer, status) -> {
            assertThat(answer.status()).as(answer.all()).isEqualTo(status);
            if (status >= 400) {
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            }
        });
    }

    @Test
    void aPageThatIsNamedMayReadEveryAnswerToWhatABrowserSends() {
        for (Heard answer : readable("Origin: " + APP).keySet()) {
            assertThat(answer.header("Access-Control-Allow-Origin"))
                    .as(answer.all())
                    .isEqualTo(APP);
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(answer.header("Access-Control-Expose-Headers").split(", "))
                    .contains("X-Request-Id", "X-Organization-Id", "RateLimit-Remaining", "Retry-After");
            assertThat(answer.header("Vary")).startsWith("Origin, ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://evil.example",
                "https://app.example.com.evil.example",
                "http://app.example.com",
                "https://app.example.com:444",
                "https://app.example.com https://evil.example"
            })
    void anyOtherPageMayReadNone(String origin) {
        for (Heard answer : everyKind("Origin: " + origin).keySet()) {
            assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(answer.header("Vary")).startsWith("Origin, ");
        }
        Heard preflight = door.ask(
                "OPTIONS /api/storage/list HTTP/1.1", "Origin: " + origin, "Access-Control-Request-Method: GET");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void aPreflightAsksNobodyForATokenAndReachesNoRoute() {
        for (String path : List.of("/api/storage/list", "/api/storage/files/x", "/broken", "/nowhere")) {
            Heard preflight = door.ask(
                    "OPTIONS " + path + " HTTP/1.1",
                    "Origin: " + APP,
                    "Access-Control-Request-Method: DELETE",
                    "Access-Control-Request-Headers: authorization,x-organization-id");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.body()).isEmpty();
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(APP);
            assertThat(preflight.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, PATCH, DELETE");
            assertThat(preflight.header("Access-Control-Allow-Headers"))
                    .isEqualTo("Authorization, Content-Type, X-Organization-Id");
            assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("7200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO", "get", "PROPFIND", "PATCH", "PRI", "OPTIONS"})
    void aMethodThatNoRouteHasIsNone(String method) {
        Heard answer = door.ask(method + " /api/storage/list HTTP/1.1", AUTH);
        assertThat(answer.status()).as(answer.all()).isEqualTo(405);
        assertThat(answer.header("Allow").split(", ")).contains("GET", "HEAD");
        assertThat(answer.body()).doesNotContain("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: gzip, chunked\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: 5, 6",
                "Content-Length: -5",
                "Content-Length: 99999999999999999999",
                "Folded: a\r\n b",
                "Name with space: a",
                "Nul: a\0b",
                "Bare: a\rb",
                "Host: y"
            })
    void whatTwoServersCouldReadInTwoWaysIsRefusedAndTheConnectionEnds(String header) {
        Heard answer = door.send(
                "127.0.0.1",
                "POST /api/storage/upload-url HTTP/1.1\r\nHost: x\r\n" + AUTH
                        + "\r\nContent-Type: application/json\r\n" + header
                        + "\r\n\r\n0\r\n\r\nGET /api/storage/context HTTP/1.1\r\nHost: x\r\n" + AUTH + "\r\n\r\n");
        assertThat(answer.status()).as(answer.all()).isIn(400, 501);
        assertThat(answer.all().split("HTTP/1\\.1 ")).as(answer.all()).hasSize(2);
        assertThat(door.records.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/storage/list HTTP/1.1\r\n\r\n",
                "GET /api/storage/list\r\n\r\n",
                "GET /api/storage/list HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /api/storage/list HTTP/1.1\nHost: x\n\n",
                "CONNECT /api/storage/list HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/storage/list HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
                "GET /api/storage/list\0 HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\0\u00a5\u0001\0\0"
            })
    void whatIsNotHttpIsRefused(String bytes) {
        Heard answer = door.send("127.0.0.1", bytes);
        assertThat(answer.status()).as(answer.all()).isIn(400, 505);
        assertThat(answer.all()).doesNotContain("<html", "jetty", "Exception");
    }

    @Test
    void requestsThatComeAllAtOnceAreAnsweredInTurn() {
        String one = "GET /api/storage/context HTTP/1.1\r\nHost: x\r\n";
        String all = door.send(
                        "127.0.0.1",
                        one + AUTH + "\r\n\r\n" + one + "\r\n" + one + AUTH + "\r\nConnection: close\r\n\r\n")
                .all();
        assertThat(all.split("HTTP/1\\.1 "))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        first -> assertThat(first).startsWith("200"),
                        second -> assertThat(second).startsWith("401"),
                        third -> assertThat(third).startsWith("200"));
    }

    @Test
    void aBodyThatIsFoldedIsNotUnfolded() {
        for (String encoding : List.of("gzip", "deflate", "br", "identity", "gzip, gzip")) {
            Heard answer = door.send(
                    "127.0.0.1",
                    "POST /api/storage/upload-url HTTP/1.1\r\nHost: x\r\n" + AUTH + "\r\nContent-Type: application/json"
                            + "\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + OpenDoor.HELLO.length()
                            + "\r\nConnection: close\r\n\r\n" + OpenDoor.HELLO);
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.body()).contains("\"code\":\"body_encoded\"");
        }
        assertThat(door.records.all()).isEmpty();
    }

    @Test
    void whatATrustedProxySaysCounts() {
        Heard answer = door.askFrom(
                "127.0.0.9",
                "GET /api/storage/list HTTP/1.1",
                "X-Request-Id: 7b0a.of-the_proxy",
                "X-Forwarded-Proto: https",
                AUTH);
        assertThat(answer.header("X-Request-Id")).isEqualTo("7b0a.of-the_proxy");
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @Test
    void whatAnybodyElseSaysDoesNot() {
        Heard answer = door.ask(
                "GET /api/storage/list HTTP/1.1", "X-Request-Id: 7b0a.of-the_proxy", "X-Forwarded-Proto: https", AUTH);
        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("(none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "<script>", "a%0d%0aX-Evil:1", "é"})
    void anIdThatIsNotSaneIsReplaced(String id) {
        Heard answer = door.askFrom("127.0.0.9", "GET /api/storage/list HTTP/1.1", "X-Request-Id: " + id, AUTH);
        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(door.askFrom("127.0.0.9", "GET / HTTP/1.1", "X-Request-Id: " + "x".repeat(65))
                        .header("X-Request-Id"))
                .matches("[0-9a-f]{16}");
    }
}
