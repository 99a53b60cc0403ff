package dev.orgstorage.http.server;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.Exchange;
import dev.orgstorage.http.Principal;
import dev.orgstorage.http.StorageApi;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.Storage;
import io.github.bucket4j.TimeMeter;
import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The door before the routes on fakes, on a free port; time passes for its rate limits when it is told to. */
final class OpenDoor implements AutoCloseable {
    static final String HELLO = "{\"fileName\":\"hello.txt\",\"fileType\":\"text/plain\",\"fileSize\":11}";
    private static final Pattern OURS = Pattern.compile("/api/storage[a-zA-Z0-9/?=&-]*");
    private static final int PATIENCE_MILLIS = 10_000;

    final InMemoryFileRecords records;
    private final AtomicLong nanos = new AtomicLong();
    private final Javalin javalin;

    OpenDoor(DoorSettings settings) {
        this(settings, line -> {});
    }

    OpenDoor(DoorSettings settings, Consumer<String> accessLog) {
        this(settings, Telemetry.none(), accessLog);
    }

    OpenDoor(DoorSettings settings, Telemetry telemetry, Consumer<String> accessLog) {
        this(settings, telemetry, OperationSettings.STANDARD, accessLog);
    }

    OpenDoor(DoorSettings settings, Telemetry telemetry, OperationSettings operation, Consumer<String> accessLog) {
        SettableClock clock = new SettableClock(Instant.parse("2026-10-25T00:59:59.999999Z"));
        records = new InMemoryFileRecords(clock);
        Storage storage = Storage.over(records, records.tombstones(), new InMemoryObjectStore(clock));
        Authenticator everybody = request -> whoever(
                Objects.requireNonNullElse(request.header("Authorization"), ""), request.header("Cookie") != null);
        TimeMeter time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
        Door door = new Door(settings, telemetry, time, accessLog);
        StorageApi api = new StorageApi(storage, door.counting(everybody));
        javalin = door.before(
                        config -> {
                            api.mount(config);
                            new MetricsRoute(telemetry.meters(), operation, door).mount(config);
                            config.routes.get("/health/live", request -> request.result("up"));
                            config.routes.get("/broken", request -> {
                                throw new IllegalStateException("broken");
                            });
                        },
                        "127.0.0.1",
                        0)
                .start();
    }

    /** {@code Bearer ann} is Ann; {@code Bearer ann@acme} is she at Acme. */
    private static Principal whoever(String authorization, boolean hasCookie) {
        if (hasCookie || !authorization.startsWith("Bearer ") || authorization.endsWith("forged")) {
            throw new StorageException.Unauthenticated("Nobody has this token");
        }
        String[] parts = authorization.substring("Bearer ".length()).split("@", 2);
        return parts.length == 1
                ? Principal.personal(new UserId(parts[0]))
                : Principal.in(new OrganizationId(parts[1]), new UserId(parts[0]), Role.MEMBER);
    }

    int port() {
        return javalin.port();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** A connection from one of this machine's addresses. */
    Socket connectionFrom(String address) {
        try {
            Socket socket = new Socket(Network.address("127.0.0.1"), javalin.port(), Network.address(address), 0);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes back to these lines, which end the request's head and the connection. */
    Heard ask(String... lines) {
        return askFrom("127.0.0.1", lines);
    }

    Heard askFrom(String address, String... lines) {
        return send(address, String.join("\r\n", lines) + "\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    /** What comes back to exactly this. */
    Heard send(String address, String bytes) {
        try (Socket socket = connectionFrom(address)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            Heard heard = Heard.from(toTheEnd(socket));
            requireDescribed(bytes.split("\r\n", 2)[0].split(" ", -1), heard);
            return heard;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer, if there was something like a request. */
    private static void requireDescribed(String[] line, Heard heard) {
        if (line.length == 3 && OURS.matcher(line[1]).matches() && heard.hasWholeBody()) {
            new Exchange(line[0], URI.create(line[1]), null, heard.status(), heard.headers(), heard.body())
                    .requireDescribed();
        }
    }

    /** What comes until the other side closes, or breaks off. */
    static String toTheEnd(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(all);
        } catch (SocketException brokenOff) {
            // What came before counts.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        javalin.stop();
    }

    /** An answer as it came over the wire; the headers by their name in small letters. */
    record Heard(int status, Map<String, List<String>> headers, String body, String all) {
        static Heard from(String all) {
            String[] parts = all.split("\r\n\r\n", 2);
            String[] lines = parts[0].split("\r\n", -1);
            if (!lines[0].startsWith("HTTP/1.1 ")) {
                throw new AssertionError("No answer: " + all);
            }
            Map<String, List<String>> headers = new TreeMap<>();
            for (int i = 1; i < lines.length; i++) {
                String[] header = lines[i].split(": ", 2);
                headers.merge(
                        header[0].toLowerCase(Locale.ROOT),
                        List.of(header[1]),
                        (before, one) ->
                                Stream.concat(before.stream(), one.stream()).toList());
            }
            return new Heard(
                    Integer.parseInt(lines[0].split(" ", -1)[1]), headers, parts.length == 2 ? parts[1] : "", all);
        }

        boolean hasWholeBody() {
            return header("content-length").equals(String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        }

        /** The one value of a header, or {@code (none)}. */
        String header(String name) {
            List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("(none)"));
            if (values.size() != 1) {
                throw new AssertionError(name + " is there several times: " + values);
            }
            return values.getFirst();
        }
    }
}
