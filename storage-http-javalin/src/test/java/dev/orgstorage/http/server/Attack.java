package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections from several addresses of this machine that trickle their headers or their bodies, requests that are too
 * large or too deep, and one user who never stops asking; until it is closed.
 */
final class Attack implements AutoCloseable {
    private static final int ADDRESSES = 8;
    private static final int FLOODERS = 4;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(10);
    private static final Duration BETWEEN_MONSTERS = Duration.ofMillis(20);

    private final Map<Integer, Integer> answersToTheFlood = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> answersToMonsters = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger trickling = new AtomicInteger();
    private final ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
    private final URI server;
    private final String token;
    private volatile boolean over;

    /** @param token of the user who never stops asking */
    Attack(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    void begin(int slowConnections) {
        for (int i = 0; i < slowConnections; i++) {
            int number = i;
            attackers.execute(() -> trickle(number));
        }
        for (int i = 0; i < FLOODERS; i++) {
            attackers.execute(this::flood);
        }
        attackers.execute(this::sendMonsters);
    }

    /** How many connections have begun to trickle. */
    int begun() {
        return begun.get();
    }

    /** How many do it now. */
    int trickling() {
        return trickling.get();
    }

    /** Numbers of answers, by status. */
    Map<Integer, Integer> answersToTheFlood() {
        return Map.copyOf(answersToTheFlood);
    }

    Map<Integer, Integer> answersToMonsters() {
        return Map.copyOf(answersToMonsters);
    }

    private void trickle(int number) {
        String begin = number % 2 == 0
                ? "GET /api/storage/list HTTP/1.1\r\nHost: x\r\nX-Slow: "
                : head("POST", "/upload-url") + "Content-Length: 60000\r\n\r\n";
        trickling.incrementAndGet();
        try (Socket socket = connection("127.0.0." + (2 + number % ADDRESSES))) {
            socket.setSoTimeout((int) BETWEEN_BYTES.toMillis());
            send(socket, begin);
            begun.incrementAndGet();
            while (!over && isOpen(socket)) {
                send(socket, "x");
            }
        } catch (IOException cutOff) {
            // As it should be.
        } finally {
            trickling.decrementAndGet();
        }
    }

    private static boolean isOpen(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException nothingIsSaid) {
            return true;
        }
    }

    private void flood() {
        Client mallory = new Client(server.toString(), token);
        while (!over) {
            answersToTheFlood.merge(mallory.get("/list").status(), 1, Integer::sum);
            LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
        }
    }

    private void sendMonsters() {
        String auth = "Authorization: Bearer " + token + "\r\n";
        String[] monsters = {
            head("GET", "/list") + "X-Large: " + "x".repeat(30_000) + "\r\n\r\n",
            head("POST", "/upload-url") + auth + "Content-Length: 10000000\r\n\r\n" + " ".repeat(100_000),
            head("POST", "/upload-url") + auth + "Content-Length: 60000\r\n\r\n" + "[".repeat(60_000)
        };
        for (int i = 0; !over; i++) {
            try (Socket socket = connection("127.0.0.1")) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                send(socket, monsters[i % monsters.length]);
                String answer = new String(socket.getInputStream().readNBytes("HTTP/1.1 400".length()), ISO_8859_1);
                answersToMonsters.merge(Integer.valueOf(answer.replace("HTTP/1.1 ", "")), 1, Integer::sum);
            } catch (IOException brokenOff) {
                // By who has heard enough.
            }
            LockSupport.parkNanos(BETWEEN_MONSTERS.toNanos());
        }
    }

    private static String head(String method, String path) {
        return method + " /api/storage" + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    }

    private Socket connection(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(Network.address(from), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Returns when the last attacker has given up. */
    void end() {
        over = true;
        attackers.close();
    }

    @Override
    public void close() {
        end();
    }
}
