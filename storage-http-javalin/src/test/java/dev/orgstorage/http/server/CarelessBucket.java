package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.port.UploadHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that takes whatever is sent, from anybody, and keeps the bytes alone. It refuses nothing but one method, if
 * it is told to.
 */
final class CarelessBucket implements ObjectStore, AutoCloseable {
    private final Map<ObjectKey, byte[]> objects = new ConcurrentHashMap<>();
    private final HttpServer server;
    private String refusedMethod = "";
    private String refusal = "";

    CarelessBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on it answers a method with 403 and that code. */
    CarelessBucket refusing(String method, String code) {
        refusedMethod = method;
        refusal = code;
        return this;
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectKey key = new ObjectKey(exchange.getRequestURI().getPath().substring(1));
            byte[] body = exchange.getRequestBody().readAllBytes();
            String method = exchange.getRequestMethod();
            if (method.equals(refusedMethod)) {
                send(exchange, 403, error(refusal));
            } else if (method.equals("PUT")) {
                objects.put(key, body);
                send(exchange, 200, new byte[0]);
            } else {
                byte[] bytes = objects.get(key);
                send(exchange, bytes == null ? 404 : 200, bytes == null ? error("NoSuchKey") : bytes);
            }
        }
    }

    private static byte[] error(String code) {
        return ("<Error><Code>" + code + "</Code></Error>").getBytes(UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private SignedRequest request(String method, FileRecord file, Map<String, String> headers, Duration life) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file.key();
        return new SignedRequest(method, URI.create(address), headers, life);
    }

    @Override
    public SignedRequest signUpload(FileRecord file, Duration life) {
        return request("PUT", file, UploadHeaders.of(file), life);
    }

    @Override
    public SignedRequest signDownload(FileRecord file, Disposition disposition, Duration life) {
        return request("GET", file, Map.of(), life);
    }

    @Override
    public Optional<StoredObject> stat(ObjectKey key) {
        return Optional.ofNullable(objects.get(key))
                .map(bytes -> new StoredObject(key, bytes.length, "", "etag", null, Instant.EPOCH, Map.of()));
    }

    @Override
    public Optional<byte[]> readStart(ObjectKey key, String etag, int atMost) {
        return Optional.ofNullable(objects.get(key)).map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, atMost)));
    }

    @Override
    public void delete(ObjectKey key) {
        if (refusedMethod.equals("DELETE")) {
            throw new StorageException.Unavailable("delete " + key + ": " + refusal, new IOException(refusal));
        }
        objects.remove(key);
    }

    @Override
    public Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys) {
        if (refusedMethod.equals("DELETE")) {
            return keys.stream().collect(toMap(key -> key, key -> refusal));
        }
        objects.keySet().removeAll(keys);
        return Map.of();
    }

    @Override
    public MultipartUploads multipart() {
        throw new StorageException.Unavailable("begin an upload: NotImplemented (501)", new IOException("501"));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        return new ObjectPage(List.of(), false);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
