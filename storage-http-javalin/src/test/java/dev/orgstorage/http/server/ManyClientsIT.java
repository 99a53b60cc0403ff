package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 clients at once, of 20 organizations, upload, complete, list, open and delete for {@code -Dload.seconds}. Nobody
 * is told of a fault of ours, and in the end records and objects are the same set.
 */
class ManyClientsIT {
    private static final int CLIENTS = 200;
    private static final int ORGANIZATIONS = 20;
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("load.seconds", 15));

    private final ConcurrentHashMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();

    @Test
    void recordsAndObjectsEndAsTheSameSet(@TempDir Path folder) throws Exception {
        Path home = ServerProcess.emptyHome(folder);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < ORGANIZATIONS; i++) {
            tokens.add(ServerProcess.token(home, "--user", "u" + i, "--organization", "o" + i, "--role", "admin"));
        }
        try (ServerProcess server = ServerProcess.serving(home)) {
            long end = System.nanoTime() + TIME.toNanos();
            List<Callable<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = new Client(server.address(), tokens.get(i % ORGANIZATIONS));
                Random random = new Random(i);
                clients.add(() -> work(client, random, end));
            }
            int rounds = 0;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Integer> client : threads.invokeAll(clients)) {
                    rounds += client.get();
                }
            }
            System.getLogger(ManyClientsIT.class.getName())
                    .log(System.Logger.Level.INFO, "{0} rounds in {1}, answers by status {2}", rounds, TIME, statuses);
            assertThat(rounds).isGreaterThan(CLIENTS);
            assertThat(statuses.keySet()).allMatch(status -> status < 500);

            Set<String> records = new TreeSet<>();
            for (String token : tokens) {
                Client client = new Client(server.address(), token);
                settle(client);
                records.addAll(client.fieldListed("fileKey"));
            }
            assertThat(records).isNotEmpty().isEqualTo(objectsIn(home));
        }
    }

    /** One client's rounds: upload, mostly complete, sometimes list and open, half the time delete. */
    private int work(Client client, Random random, long end) {
        int rounds = 0;
        for (; System.nanoTime() < end; rounds++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            Reply started = seen(client.startUpload(
                            "file " + rounds + ".bin", "application/octet-stream", bytes.length))
                    .expecting(200);
            assertThat(Client.put(started, bytes)).isEqualTo(200);
            if (random.nextInt(10) > 0) {
                seen(client.complete(started)).expecting(200);
            }
            switch (random.nextInt(4)) {
                case 0 -> seen(client.get("/list?limit=20")).expecting(200);
                case 1 -> seen(client.get("/files/" + started.text("recordId"))).expecting(200);
                default ->
                    seen(client.delete("/files/" + started.text("recordId"))).expecting(200);
            }
        }
        return rounds;
    }

    /** What was uploaded but never completed becomes ready with listings, some at each. */
    private static void settle(Client client) {
        for (int i = 0; i < 10; i++) {
            client.get("/list?limit=1").expecting(200);
        }
    }

    private Reply seen(Reply reply) {
        statuses.computeIfAbsent(reply.status(), status -> new LongAdder()).increment();
        return reply;
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
