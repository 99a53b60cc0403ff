package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 clients at once, of 20 organizations, upload, complete, list, open and delete for {@code -Dload.seconds}. Nobody
 * is told of a fault of ours, and in the end records and objects are the same set.
 *
 * <p>A 503 is right where the machine stood still for a second or more, and wrong elsewhere: that is what is watched
 * for, in the test's own folder. The clients ask again either way.
 */
class ManyClientsIT {
    private static final int CLIENTS = 200;
    private static final int ORGANIZATIONS = 20;
    private static final int UNAVAILABLE = 503;
    private static final int ATTEMPTS = 20;
    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final Duration LONG_STANDSTILL = Duration.ofSeconds(1);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("load.seconds", 15));

    private final ConcurrentHashMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();

    @Test
    void recordsAndObjectsEndAsTheSameSet(@TempDir Path folder) throws Exception {
        Path home = ServerProcess.emptyHome(folder);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < ORGANIZATIONS; i++) {
            tokens.add(ServerProcess.token(home, "--user", "u" + i, "--organization", "o" + i, "--role", "admin"));
        }
        try (Standstill standstill = Standstill.watch(folder);
                ServerProcess server = ServerProcess.serving(withoutRateLimits(home))) {
            try {
                int rounds = allAtOnce(server.address(), tokens);
                log(rounds, standstill.longest());
                assertThat(rounds).isGreaterThan(CLIENTS);
                assertThat(statuses.keySet()).allMatch(status -> isFine(status, standstill));
                Set<String> objects = objectsIn(home);
                assertThat(recordsOf(tokens, server.address(), objects))
                        .isNotEmpty()
                        .isEqualTo(objects);
            } catch (Throwable failure) {
                failure.addSuppressed(new AssertionError("The server's last words:\n" + server.lastWords()));
                throw failure;
            }
        }
    }

    /** The rounds of all clients together. */
    private static Map<String, String> withoutRateLimits(Path home) {
        return Map.of("ORGSTORAGE_HOME", home.toString(), "PORT", "0", "RATE_LIMIT_USER", "0", "ACCESS_LOG", "false");
    }

    private int allAtOnce(String address, List<String> tokens) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TIME.toNanos();
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client(address, tokens.get(i % ORGANIZATIONS));
            Random random = new Random(i);
            clients.add(() -> work(client, random, end));
        }
        int rounds = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> client : threads.invokeAll(clients)) {
                rounds += client.get();
            }
        }
        return rounds;
    }

    /** One client's rounds: upload, mostly complete, sometimes list and open, half the time delete. */
    private int work(Client client, Random random, long end) {
        int rounds = 0;
        for (; System.nanoTime() < end; rounds++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            String name = "file " + rounds + ".bin";
            Reply started = answered(() -> client.startUpload(name, "application/octet-stream", bytes.length));
            upload(started, bytes);
            if (random.nextInt(10) > 0) {
                answered(() -> client.complete(started));
            }
            switch (random.nextInt(4)) {
                case 0 -> answered(() -> client.get("/list?limit=20"));
                case 1 -> answered(() -> client.get("/files/" + started.text("recordId")));
                default -> answered(() -> client.delete("/files/" + started.text("recordId")));
            }
        }
        return rounds;
    }

    private Reply answered(Supplier<Reply> call) {
        Reply reply = call.get();
        for (int i = 1; i < ATTEMPTS && seen(reply.status()) == UNAVAILABLE; i++) {
            LockSupport.parkNanos(A_MOMENT.toNanos());
            reply = call.get();
        }
        return reply.expecting(200);
    }

    /** To an upload that is repeated, 412 says that the one before was it. */
    private void upload(Reply started, byte[] bytes) {
        int status = Client.put(started, bytes);
        boolean repeated = false;
        for (int i = 1; i < ATTEMPTS && seen(status) == UNAVAILABLE; i++) {
            LockSupport.parkNanos(A_MOMENT.toNanos());
            status = Client.put(started, bytes);
            repeated = true;
        }
        assertThat(status).isIn(repeated ? List.of(200, 412) : List.of(200));
    }

    private static boolean isFine(int status, Standstill standstill) {
        return status < 500 || (status == UNAVAILABLE && standstill.longest().compareTo(LONG_STANDSTILL) >= 0);
    }

    private void log(int rounds, Duration standstill) {
        System.getLogger(ManyClientsIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} rounds in {1}, answers by status {2}; the machine stood still for {3} at most",
                        rounds,
                        TIME,
                        statuses,
                        standstill);
    }

    /** With what was uploaded and never completed, which becomes ready when it is opened. */
    private static Set<String> recordsOf(List<String> tokens, String address, Set<String> objects) {
        Set<String> records = new TreeSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Client client = new Client(address, tokens.get(i));
            Set<String> listed = Set.copyOf(client.fieldListed("fileKey"));
            String prefix = "uploads/orgs/o" + i + "/";
            objects.stream()
                    .filter(key -> key.startsWith(prefix) && !listed.contains(key))
                    .forEach(key ->
                            client.post("/download-url", Map.of("fileKey", key)).expecting(200));
            records.addAll(client.fieldListed("fileKey"));
        }
        return records;
    }

    private int seen(int status) {
        statuses.computeIfAbsent(status, first -> new LongAdder()).increment();
        return status;
    }

    private static Set<String> objectsIn(Path home) throws IOException {
        Path bucket = home.resolve("bucket/orgstorage");
        try (Stream<Path> files = Files.walk(bucket)) {
            Set<String> keys = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> keys.add(bucket.relativize(file).toString()));
            return keys;
        }
    }
}
