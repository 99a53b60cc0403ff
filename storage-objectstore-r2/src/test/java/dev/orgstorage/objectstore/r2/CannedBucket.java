package dev.orgstorage.objectstore.r2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bucket with answers made beforehand, for what the embedded one never answers. */
final class CannedBucket implements AutoCloseable {
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private CannedBucket(int headStatus, Map<String, String> head, int status, String... bodies) throws IOException {
        Queue<String> rest = new ConcurrentLinkedQueue<>(List.of(bodies));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                methods.add(exchange.getRequestMethod());
                if (exchange.getRequestMethod().equals("HEAD")) {
                    head.forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(headStatus, -1);
                } else {
                    answer(exchange, status, rest.size() > 1 ? rest.remove() : rest.element());
                }
            }
        });
        server.start();
    }

    static CannedBucket answering(int status, String body) throws IOException {
        return new CannedBucket(status, Map.of(), status, body);
    }

    static CannedBucket refusing(int status, String code) throws IOException {
        return answering(status, "<Error><Code>%s</Code><Message>canned</Message></Error>".formatted(code));
    }

    /** It answers 404 to HEAD and these listings, one after the other, to anything else. */
    static CannedBucket listing(String... listings) throws IOException {
        return new CannedBucket(404, Map.of(), 200, listings);
    }

    /** It answers 200 and these headers to HEAD. */
    static CannedBucket holding(Map<String, String> head) throws IOException {
        return new CannedBucket(200, head, 500, "");
    }

    R2Settings settings() {
        return TestBucket.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** What it was asked so far. */
    List<String> methods() {
        return List.copyOf(methods);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
