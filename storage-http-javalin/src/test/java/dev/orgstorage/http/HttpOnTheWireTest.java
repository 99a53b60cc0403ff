package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no good client sends, byte by byte. */
final class HttpOnTheWireTest {
    private static final String HEADERS = "Host: x\r\nAuthorization: %s\r\nConnection: close\r\n";

    private final TestApi api = new TestApi();
    private final String authorization = api.ann().headers().getOrDefault("Authorization", "");

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/storage/files/%C3%28",
                "/api/storage/files/%zz",
                "/api/storage/files/%",
                "/api/storage/files/%u0041",
                "/api/storage/files//x",
                "/api/storage/files/%2e%2e/x",
                "/api/storage/files/..;/x",
                "/api/storage/a|b",
                "/api/storage/{a}",
                "/api/storage/files/%00",
                "/api/storage/list?cursor=%C3%28",
                "/../../etc/passwd",
                "/api/storage/../../../x",
            })
    void aPathThatIsNoneIsAProblemInTheSameForm(String path) throws IOException {
        for (String method : new String[] {"GET", "DELETE"}) {
            String answer = sent(method + " " + path + " HTTP/1.1\r\n" + HEADERS.formatted(authorization) + "\r\n");
            assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404|405) .*").contains("application/problem+json");
            assertThat(answer).doesNotContain("<html", "jetty", "Exception");
        }
    }

    @Test
    void headersThatAreTooLargeAreAProblemInTheSameForm() throws IOException {
        String answer = sent("GET /api/storage/list?q=" + "x".repeat(20_000) + " HTTP/1.1\r\n"
                + HEADERS.formatted(authorization) + "\r\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 4(14|31) .*").contains("application/problem+json");
    }

    @Test
    void aBodyInBrokenChunksIsABadRequest() throws IOException {
        String answer = sent("POST /api/storage/upload-url HTTP/1.1\r\n" + HEADERS.formatted(authorization)
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @Test
    void aBodyThatEndsTooSoonIsNotTaken() throws IOException {
        sentAndClosed("POST /api/storage/upload-url HTTP/1.1\r\n" + HEADERS.formatted(authorization)
                + "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n" + TestApi.HELLO_TXT);
        assertThat(api.records.all()).isEmpty();
    }

    @Test
    void twoLengthsAreRefused() throws IOException {
        String answer = sent("POST /api/storage/upload-url HTTP/1.1\r\n" + HEADERS.formatted(authorization)
                + "Content-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(api.records.all()).isEmpty();
    }

    private String sent(String request) throws IOException {
        return talk(request, false);
    }

    private String sentAndClosed(String request) throws IOException {
        return talk(request, true);
    }

    private String talk(String request, boolean hangUp) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (hangUp) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
