package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.http.server.Manifest.Entry;
import dev.orgstorage.http.server.Manifest.Fate;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Clients that upload, complete, list and delete until they are told to end, and keep a manifest of what they were told.
 * They ask again after a 503, and mostly after an answer that was lost; anything else is a failure.
 */
final class Traffic implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final int UNAVAILABLE = 503;
    private static final int SMALL = 4_000;
    private static final int LARGE = 500_000;
    private static final String TYPE = "application/octet-stream";
    private static final Duration A_MOMENT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Manifest manifest = new Manifest();
    private final LongAdder lost = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final IntFunction<String> servers;
    private volatile boolean ending;

    private Traffic(IntFunction<String> servers) {
        this.servers = servers;
    }

    /**
     * @param tokens whose the clients are, in turn
     * @param servers the address at which the client of that number asks now
     */
    static Traffic of(List<String> tokens, IntFunction<String> servers, long seed) {
        Traffic traffic = new Traffic(servers);
        for (int i = 0; i < CLIENTS; i++) {
            traffic.threads.execute(traffic.new User(i, tokens.get(i % tokens.size()), new Random(seed + i)));
        }
        return traffic;
    }

    Manifest manifest() {
        return manifest;
    }

    /** How many answers never came. */
    long lost() {
        return lost.sum();
    }

    /** How often a client was told to ask again. */
    long refused() {
        return refused.sum();
    }

    /** Returns when the clients have been told so much more. */
    void goesOn(int acknowledgements) {
        long enough = manifest.acknowledged() + acknowledgements;
        Await.until(
                () -> manifest.acknowledged() >= enough || !failures.isEmpty(), () -> "the traffic goes on: " + this);
        assertThat(failures).isEmpty();
    }

    /** Lets the clients finish what they are at. */
    void end() {
        close();
        assertThat(failures).isEmpty();
    }

    @Override
    public void close() {
        ending = true;
        threads.close();
    }

    @Override
    public String toString() {
        return manifest.acknowledged() + " acknowledgements (" + manifest.count(Fate.READY) + " files are there, "
                + manifest.count(Fate.DELETED) + " deleted, " + manifest.count(Fate.OPEN) + " open), " + lost
                + " answers lost, " + refused + " refused, failures: " + failures;
    }

    private final class User implements Runnable {
        private final int number;
        private final String token;
        private final Random random;
        private final List<Entry> files = new ArrayList<>();

        User(int number, String token, Random random) {
            this.number = number;
            this.token = token;
            this.random = random;
        }

        @Override
        public void run() {
            try {
                while (!ending && failures.isEmpty()) {
                    upload();
                    switch (random.nextInt(5)) {
                        case 0 -> told(client -> client.get("/list?limit=20"));
                        case 1, 2 -> delete();
                        default -> {}
                    }
                }
            } catch (RuntimeException | AssertionError failure) {
                failures.add(failure);
            }
        }

        /** Some are never completed. */
        private void upload() {
            byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? LARGE : SMALL)];
            random.nextBytes(bytes);
            String name = "döküman " + random.nextInt(1_000_000) + ".bin";
            Optional<Reply> started = told(client -> client.startUpload(name, TYPE, bytes.length));
            if (started.isEmpty()) {
                return;
            }
            Entry file = manifest.started(token, started.get(), name, bytes);
            if (isPut(started.get(), bytes)
                    && random.nextInt(10) > 0
                    && told(client -> client.complete(started.get())).isPresent()) {
                manifest.told(file, Fate.READY);
                files.add(file);
            }
        }

        private void delete() {
            if (files.isEmpty()) {
                return;
            }
            Entry file = files.remove(random.nextInt(files.size()));
            manifest.asking(file);
            if (told(client -> client.delete("/files/" + file.id())).isPresent()) {
                manifest.told(file, Fate.DELETED);
            }
        }

        private Optional<Reply> told(Function<Client, Reply> question) {
            return answered(() -> question.apply(new Client(servers.apply(number), token)), Reply::status)
                    .map(reply -> reply.expecting(200));
        }

        /** To an upload that is repeated, 412 says that one before was it. */
        private boolean isPut(Reply started, byte[] bytes) {
            Optional<Integer> status = answered(() -> Client.put(started, bytes), Integer::intValue);
            status.ifPresent(answer -> assertThat(answer).isIn(200, 412));
            return status.isPresent();
        }

        /** Empty if it was lost, and this client leaves it at that. */
        private <T> Optional<T> answered(Supplier<T> question, ToIntFunction<T> status) {
            boolean insists = random.nextInt(4) > 0;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - deadline < 0) {
                try {
                    T answer = question.get();
                    if (status.applyAsInt(answer) != UNAVAILABLE) {
                        return Optional.of(answer);
                    }
                    refused.increment();
                } catch (UncheckedIOException noAnswer) {
                    lost.increment();
                    if (!insists) {
                        return Optional.empty();
                    }
                }
                LockSupport.parkNanos(A_MOMENT.toNanos());
            }
            throw new AssertionError("No answer within " + PATIENCE);
        }
    }
}
