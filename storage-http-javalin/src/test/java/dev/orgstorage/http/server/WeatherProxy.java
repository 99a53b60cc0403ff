package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Stands before a bucket and makes its weather. Requests pass as they are, with the Host that was signed, each over a
 * connection of its own; a client's connection is kept.
 */
final class WeatherProxy implements AutoCloseable {
    private static final int MOST_WAITING = 1024;
    private static final String LENGTH = "Content-Length";
    private static final Set<String> OF_ONE_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding");

    private final ServerSocket socket = new ServerSocket(0, MOST_WAITING, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Request> seen = new ConcurrentLinkedQueue<>();
    private volatile Weather weather = Weather.fair();

    private WeatherProxy() throws IOException {}

    static WeatherProxy open() throws IOException {
        return new WeatherProxy();
    }

    /** Stands before that bucket from now on; the address to ask instead. */
    URI before(URI bucket) {
        threads.execute(() -> accept(new Bucket(bucket)));
        return endpoint();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    void turn(Weather next) {
        weather = next;
    }

    /** How many such requests came so far. */
    long count(Predicate<Request> these) {
        return seen.stream().filter(these).count();
    }

    private void accept(Bucket bucket) {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client, bucket));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void serve(Socket client, Bucket bucket) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (Optional<Head> head = Head.read(in); head.isPresent(); head = Head.read(in)) {
                Request request =
                        new Request(head.get(), text(in.readNBytes(head.get().length())));
                seen.add(request);
                Optional<Answer> answer = weather.over(request, bucket);
                if (answer.isEmpty()) {
                    return;
                }
                client.getOutputStream().write(answer.get().bytes(request));
            }
        } catch (IOException gone) {
            // The client has closed its connection, or the bucket has.
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    /** The first line and the headers of a request or an answer. */
    record Head(String first, List<String> headers) {
        private static Optional<Head> read(InputStream in) throws IOException {
            String first = line(in);
            List<String> headers = new ArrayList<>();
            for (String line = first; !line.isEmpty(); ) {
                line = line(in);
                headers.add(line);
            }
            return first.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Head(first, headers.subList(0, headers.size() - 1)));
        }

        /** Without its end; empty at the end of all. */
        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
            return line.toString(ISO_8859_1).stripTrailing();
        }

        private int length() {
            return value(LENGTH).map(Integer::parseInt).orElse(0);
        }

        private Optional<String> value(String name) {
            return headers.stream()
                    .filter(header -> name(header).equals(name.toLowerCase(Locale.ROOT)))
                    .map(header -> header.substring(header.indexOf(':') + 1).strip())
                    .findFirst();
        }

        private static String name(String header) {
            return header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
        }

        /** For another connection: those headers that are not of one alone, and these. */
        private byte[] with(String... more) {
            List<String> lines = new ArrayList<>(List.of(first));
            headers.stream()
                    .filter(header -> !OF_ONE_CONNECTION.contains(name(header)))
                    .forEach(lines::add);
            lines.addAll(List.of(more));
            return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
        }
    }

    /** A request to the bucket; of its body each character is a byte. */
    record Request(Head head, String body) {
        String method() {
            return head.first().substring(0, head.first().indexOf(' '));
        }

        private String target() {
            return head.first().split(" ", -1)[1];
        }

        /** Whether it removes many objects. */
        boolean isBatch() {
            return method().equals("POST") && target().contains("?delete");
        }

        boolean isListing() {
            return method().equals("GET") && target().contains("list-type=2");
        }

        /** Whether it is about that object alone. */
        boolean isOf(String key) {
            String path = target().replaceAll("\\?.*", "");
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .endsWith("/" + key);
        }
    }

    /** What a client gets; of its body each character is a byte. */
    record Answer(Head head, String body) {
        static Answer of(int status, String body) {
            Head head = new Head("HTTP/1.1 " + status + " Weather", List.of("Content-Type: application/xml"));
            return new Answer(head, body);
        }

        private byte[] bytes(Request request) {
            boolean bodiless = request.method().equals("HEAD") || head.first().contains(" 204 ");
            byte[] top =
                    bodiless || head.value(LENGTH).isPresent() ? head.with() : head.with(LENGTH + ": " + body.length());
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(top);
            all.writeBytes(bodiless ? new byte[0] : body.getBytes(ISO_8859_1));
            return all.toByteArray();
        }
    }

    /** The bucket behind. */
    record Bucket(URI endpoint) {
        Answer ask(Request request) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
                socket.getOutputStream().write(request.head().with("Connection: close"));
                socket.getOutputStream().write(request.body().getBytes(ISO_8859_1));
                InputStream in = new BufferedInputStream(socket.getInputStream());
                Head head = Head.read(in).orElseThrow(EOFException::new);
                boolean chunked = head.value("Transfer-Encoding").isPresent();
                return new Answer(head, text(chunked ? chunks(in) : in.readAllBytes()));
            }
        }

        private static byte[] chunks(InputStream in) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = size(in); size > 0; size = size(in)) {
                all.writeBytes(in.readNBytes(size));
                Head.line(in);
            }
            return all.toByteArray();
        }

        private static int size(InputStream in) throws IOException {
            return Integer.parseInt(Head.line(in).replaceAll(";.*", ""), 16);
        }
    }
}
