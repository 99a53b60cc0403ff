package dev.orgstorage.objectstore.r2;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A bucket with answers made beforehand, for what the embedded one never answers. */
final class CannedBucket implements AutoCloseable {
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** @param key decoded, as is what the query says */
    record Asked(String method, String key, Map<String, String> query, Headers headers, String body) {}

    record Reply(int status, Map<String, String> headers, String body) {
        static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body);
        }

        static Reply error(int status, String code) {
            return of(status, "<Error><Code>%s</Code><Message>canned</Message></Error>".formatted(code));
        }
    }

    private CannedBucket(Function<Asked, Reply> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Asked question = question(exchange);
                asked.add(question);
                answer(exchange, answers.apply(question));
            }
        });
        server.start();
    }

    static CannedBucket answering(Function<Asked, Reply> answers) throws IOException {
        return new CannedBucket(answers);
    }

    static CannedBucket answering(int status, String body) throws IOException {
        return new CannedBucket(question -> Reply.of(status, body));
    }

    static CannedBucket refusing(int status, String code) throws IOException {
        return new CannedBucket(question -> Reply.error(status, code));
    }

    /** It answers 404 to HEAD and these listings, one after the other, to anything else. */
    static CannedBucket listing(String... listings) throws IOException {
        Queue<String> rest = new ConcurrentLinkedQueue<>(List.of(listings));
        return new CannedBucket(question -> question.method().equals("HEAD")
                ? Reply.of(404, "")
                : Reply.of(200, rest.size() > 1 ? rest.remove() : rest.element()));
    }

    /** It answers 200 and these headers to HEAD. */
    static CannedBucket holding(Map<String, String> head) throws IOException {
        return new CannedBucket(question ->
                question.method().equals("HEAD") ? new Reply(200, head, "") : Reply.error(500, "InternalError"));
    }

    R2Settings settings() {
        return TestBucket.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** What it was asked so far. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<String> methods() {
        return asked.stream().map(Asked::method).toList();
    }

    private static Asked question(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return new Asked(
                exchange.getRequestMethod(),
                path.substring(path.indexOf('/', 1) + 1),
                query(exchange.getRequestURI()),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&", 0)) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            query.put(parts[0], value);
        }
        return query;
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD") || reply.status() == 204) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
