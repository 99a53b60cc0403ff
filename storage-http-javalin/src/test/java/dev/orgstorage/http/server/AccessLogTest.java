package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.Origins;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AccessLogTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final OpenDoor door = new OpenDoor(
            DoorSettings.standard()
                    .with(TrustedProxies.of(List.of("127.0.0.9")))
                    .with(Origins.of(List.of("https://app.example.com"))),
            lines::add);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void eachRequestIsALine() {
        String id = door.ask("GET /api/storage/list HTTP/1.1", "Authorization: Bearer auth0|ann@acme")
                .header("X-Request-Id");
        assertThat(line())
                .matches("id=" + id + " address=127\\.0\\.0\\.1 user=auth0\\|ann context=acme method=GET"
                        + " path=/api/storage/list status=200 bytes=[1-9][0-9]+ ms=[0-9]+");
    }

    @Test
    void whatIsNotKnownIsADash() {
        door.ask("GET /nowhere HTTP/1.1");
        assertThat(line()).contains(" user=- context=- method=GET path=/nowhere status=404 ");
    }

    @Test
    void theAddressIsTheClientsNotTheProxys() {
        door.askFrom("127.0.0.9", "GET /nowhere HTTP/1.1", "X-Forwarded-For: 203.0.113.7", "X-Request-Id: theirs");
        assertThat(line()).startsWith("id=theirs address=203.0.113.7 ");
    }

    @Test
    void refusalsBeforeAnyRouteAndPreflightsAreLinesToo() {
        door.ask("GET /%zz HTTP/1.1");
        assertThat(line()).matches("id=[0-9a-f]{16} address=127\\.0\\.0\\.1 user=- .* status=400 .*");
        door.ask("GET /" + "x".repeat(20_000) + " HTTP/1.1");
        assertThat(line()).contains(" status=414 ");
        door.ask("OPTIONS /x HTTP/1.1", "Origin: https://app.example.com", "Access-Control-Request-Method: GET");
        assertThat(line()).contains(" method=OPTIONS path=/x status=204 bytes=0 ");
    }

    @Test
    void nothingThatOpensAnythingIsInIt() {
        String secret = "s3cr3t";
        door.ask(
                "GET /api/storage/list?access_token=" + secret + "&X-Amz-Signature=" + secret + " HTTP/1.1",
                "Authorization: Bearer " + secret + "forged",
                "Cookie: session=" + secret,
                "Referer: https://app.example.com/?" + secret);
        assertThat(line()).contains("path=/api/storage/list status=401").doesNotContain(secret, "?");
    }

    @Test
    void noLineCanBeForged() {
        String forged = "id=0 address=1.1.1.1 user=root status=200";
        door.send(
                "127.0.0.1",
                "GET /a%0d%0a" + forged.replace(' ', '+') + "\u00e9\u001b[2J HTTP/1.1\r\nHost: x\r\n"
                        + "Connection: close\r\n\r\n");
        door.ask("GET /a%0A%0D%09b%20c HTTP/1.1", "Authorization: Bearer root");
        door.send("127.0.0.1", "F\u00f6O /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(await(3)).allMatch(line -> line.matches("[!-~ ]*") && line.split(" ").length == 9);
    }

    @Test
    void aUserWhoseNameIsALineStaysOne() {
        door.ask("GET /api/storage/context HTTP/1.1", "Authorization: Bearer eve status=200 user=root");
        assertThat(line()).contains(" user=eve%20status=200%20user=root ");
    }

    @Test
    void noLineIsLongerThanItTakes() {
        door.ask("GET /" + "x".repeat(10_000) + " HTTP/1.1");
        assertThat(line()).contains("xxx... status=404 ").hasSizeLessThan(1_300);
    }

    private String line() {
        return await(1).getFirst();
    }

    /** They are written after the answer. */
    private List<String> await(int count) {
        Await.until(() -> lines.size() >= count, () -> lines.toString());
        List<String> written = List.copyOf(lines);
        lines.clear();
        return written;
    }
}
