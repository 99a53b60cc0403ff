package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.DoorSettings.Crowd;
import dev.orgstorage.http.server.DoorSettings.Patience;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that never stop talking and never come to an end, and clients that come in crowds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SlowClientsTest {
    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final int SOME = 5;
    private static final String END = "\r\n";
    private static final String WHO = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n";
    private static final String GET = "GET /api/storage/context" + WHO + END;
    private static final String POST = "POST /api/storage/upload-url" + WHO;

    private final OpenDoor door = new OpenDoor(DoorSettings.standard()
            .with(new Patience(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(300)))
            .with(new Crowd(4096, SOME))
            .with(TrustedProxies.of(List.of("127.0.0.9"))));

    @AfterAll
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /api/storage/list",
                "GET /api/storage/list HTTP/1.1\r\nHost: x\r\nX-Long: ",
                GET,
                GET + "GET /api/storage/list?q=",
                POST + "Content-Length: 60000\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n1000\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n0\r\nTrailer: ",
                "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
            })
    void whoeverTricklesIsCutOff(String beginning) throws IOException {
        try (Socket socket = door.connectionFrom("127.0.0.2")) {
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
            assertThat(trickles(socket)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void emptyLinesDoNotKeepAConnection() throws IOException {
        try (Socket socket = door.connectionFrom("127.0.0.2")) {
            long begun = System.nanoTime();
            while (isOpenAfter(socket, "\r\n")) {
                assertThat(System.nanoTime() - begun)
                        .isLessThan(Duration.ofSeconds(5).toNanos());
            }
        }
    }

    @Test
    void whoeverIsOnlySlowBetweenRequestsIsNot() throws IOException {
        try (Socket socket = door.connectionFrom("127.0.0.2")) {
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream().write(GET.getBytes(ISO_8859_1));
                byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
                assertThat(new String(begin, ISO_8859_1)).isEqualTo("HTTP/1.1 200");
                LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                socket.getInputStream().readNBytes(socket.getInputStream().available());
            }
        }
    }

    @Test
    void whoeverSaysNothingIsCutOffToo() throws IOException {
        try (Socket socket = door.connectionFrom("127.0.0.2")) {
            assertThat(OpenDoor.toTheEnd(socket)).isEmpty();
        }
    }

    @Test
    void anAddressHasSoManyConnectionsAndOthersHaveTheirs() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < SOME; i++) {
                open.add(door.connectionFrom("127.0.0.3"));
                answered(open.getLast());
            }
            try (Socket tooMany = door.connectionFrom("127.0.0.3")) {
                assertThat(isOpenAfter(tooMany, GET)).isFalse();
            }
            open.add(door.connectionFrom("127.0.0.4"));
            answered(open.getLast());
            open.removeFirst().close();
            awaitRoomFor("127.0.0.3");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void aTrustedProxyHasAsManyAsThereAre() throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < SOME * 4; i++) {
            open.add(door.connectionFrom("127.0.0.9"));
            answered(open.getLast());
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void awaitRoomFor(String address) {
        Await.until(
                () -> {
                    try (Socket socket = door.connectionFrom(address)) {
                        return isOpenAfter(socket, GET);
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> "there is room again for " + address);
    }

    private static void answered(Socket socket) throws IOException {
        socket.getOutputStream().write(GET.getBytes(ISO_8859_1));
        assertThat(socket.getInputStream().readNBytes("HTTP/1.1 200".length()))
                .asString()
                .endsWith("200");
    }

    /** How long one can go on with a byte every moment. */
    private static Duration trickles(Socket socket) throws IOException {
        long begun = System.nanoTime();
        while (isOpenAfter(socket, "x")
                && System.nanoTime() - begun < Duration.ofSeconds(8).toNanos()) {
            LockSupport.parkNanos(A_MOMENT.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Whether the other side still listens, a moment after it was sent this. */
    private static boolean isOpenAfter(Socket socket, String bytes) throws IOException {
        try {
            socket.setSoTimeout((int) A_MOMENT.toMillis());
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            byte[] some = new byte[4096];
            return socket.getInputStream().read(some) >= 0;
        } catch (java.net.SocketTimeoutException stillListening) {
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }
}
