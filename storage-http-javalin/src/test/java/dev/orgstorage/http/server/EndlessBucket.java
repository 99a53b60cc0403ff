package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An S3 server whose listing has a thousand more objects on every page, without end. It can be told to fail from some
 * page on, to repeat itself, or not to answer for one object.
 */
final class EndlessBucket implements AutoCloseable {
    static final String PREFIX = "uploads/orgs/endless/";

    private static final int PAGE = 1000;
    private static final Pattern AFTER = Pattern.compile("start-after=[^&]*?([0-9]{9})(&|$)");
    private static final String DATE = "Mon, 01 Jan 2024 00:00:00 GMT";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore listings = new Semaphore(0);
    private volatile int firstMissing = Integer.MAX_VALUE;
    private volatile int failing = -1;
    private volatile boolean repeating;

    EndlessBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static String key(int number) {
        return PREFIX + (100_000_000 + number);
    }

    /** From now on its listing fails once it comes to this object. */
    EndlessBucket brokenFrom(int number) {
        firstMissing = number;
        return this;
    }

    /** From now on it is whole again. */
    void mend() {
        firstMissing = Integer.MAX_VALUE;
        failing = -1;
    }

    /** From now on it cannot be asked for this object. */
    EndlessBucket without(int number) {
        failing = number;
        return this;
    }

    /** From now on it lists the same page again and again. */
    EndlessBucket repeating() {
        repeating = true;
        return this;
    }

    /** Waits until it was asked for so many pages. */
    void awaitListings(int count) throws InterruptedException {
        if (!listings.tryAcquire(count, 2, TimeUnit.MINUTES)) {
            throw new AssertionError("Was not asked for " + count + " pages within two minutes");
        }
    }

    /** Its settings, as a command takes them. */
    Map<String, String> environment() {
        return Map.of(
                "R2_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
                "R2_BUCKET", "files",
                "R2_ACCESS_KEY_ID", "key",
                "R2_SECRET_ACCESS_KEY", "secret");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                head(exchange);
            } else {
                list(exchange);
            }
        }
    }

    private void head(HttpExchange exchange) throws IOException {
        boolean fails = exchange.getRequestURI().getPath().endsWith(key(failing));
        exchange.getResponseHeaders().set("ETag", "\"etag\"");
        exchange.getResponseHeaders().set("Last-Modified", DATE);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("Content-Length", "1");
        exchange.sendResponseHeaders(fails ? 500 : 200, -1);
    }

    private void list(HttpExchange exchange) throws IOException {
        listings.release();
        Matcher after = AFTER.matcher(exchange.getRequestURI().getRawQuery());
        int first = after.find() && !repeating ? Integer.parseInt(after.group(1)) - 100_000_000 + 1 : 0;
        boolean fails = first >= firstMissing;
        byte[] body = (fails ? "" : page(first)).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(fails ? 500 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String page(int first) {
        return IntStream.range(first, first + PAGE)
                .mapToObj(number -> "<Contents><Key>" + key(number) + "</Key>"
                        + "<LastModified>2024-01-01T00:00:00.000Z</LastModified><ETag>\"etag\"</ETag><Size>1</Size>"
                        + "</Contents>")
                .collect(Collectors.joining(
                        "",
                        "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>next"
                                + "</NextContinuationToken><EncodingType>url</EncodingType>",
                        "</ListBucketResult>"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
