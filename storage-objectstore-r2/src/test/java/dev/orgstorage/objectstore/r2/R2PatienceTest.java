package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.objectstore.r2.CannedBucket.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a bucket that keeps its callers waiting can do to them. */
class R2PatienceTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/users/ann/file");
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration ENOUGH = Duration.ofSeconds(8);

    @Test
    void aBucketThatTakesConnectionsAndNeverAnswersIsUnavailableWithinFiveSeconds() throws IOException {
        try (ServerSocket silent = socket()) {
            everyQuestionEndsInTime(silent);
        }
    }

    /** It sends a header that grows by a letter every tenth of a second, so that no read ever times out. */
    @Test
    void aBucketThatAnswersForEverIsUnavailableWithinFiveSeconds() throws IOException {
        List<Socket> clients = new CopyOnWriteArrayList<>();
        try (ScheduledExecutorService drops = Executors.newScheduledThreadPool(1);
                ExecutorService taking = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket dripping = socket()) {
            taking.execute(() -> take(dripping, clients));
            ScheduledFuture<?> dropping = drops.scheduleAtFixedRate(
                    () -> clients.forEach(client -> write(client, "x")), 0, 100, TimeUnit.MILLISECONDS);
            everyQuestionEndsInTime(dripping);
            assertThat(dropping.isDone()).isFalse();
            assertThat(clients).isNotEmpty();
        }
    }

    @Test
    void removingManyObjectsMayTakeLonger() throws IOException {
        String answer = "<DeleteResult><Deleted><Key>%s</Key></Deleted></DeleteResult>".formatted(KEY);
        Executor later = CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        try (CannedBucket slow = CannedBucket.answering(
                        asked -> CompletableFuture.supplyAsync(() -> Reply.of(200, answer), later)
                                .join());
                R2ObjectStore store = new R2ObjectStore(slow.settings())) {
            assertThat(store.deleteAll(List.of(KEY))).isEmpty();
            assertThat(slow.methods()).containsExactly("POST");
        }
    }

    private static void take(ServerSocket server, List<Socket> clients) {
        try {
            while (true) {
                Socket client = server.accept();
                write(client, "HTTP/1.1 200 OK\r\nServer: ");
                clients.add(client);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void write(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // It has had enough.
        }
    }

    /** Once as a platform thread and once as a virtual one, which the SDK interrupts alike. */
    private static void everyQuestionEndsInTime(ServerSocket server) {
        R2Settings settings = TestBucket.at(URI.create("http://127.0.0.1:" + server.getLocalPort()));
        List<Consumer<R2ObjectStore>> questions =
                List.of(store -> store.stat(KEY), store -> store.delete(KEY), store -> store.list("", null, 1));
        try (R2ObjectStore store = new R2ObjectStore(settings);
                ExecutorService platform = Executors.newCachedThreadPool();
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> waits = new ArrayList<>();
            for (Consumer<R2ObjectStore> question : questions) {
                waits.add(platform.submit(() -> wait(store, question)));
                waits.add(virtual.submit(() -> wait(store, question)));
            }
            for (Future<Duration> wait : waits) {
                assertThat(assertTimeoutPreemptively(ENOUGH, () -> wait.get())).isLessThan(LONGEST);
            }
        }
    }

    private static Duration wait(R2ObjectStore store, Consumer<R2ObjectStore> question) {
        long start = System.nanoTime();
        assertThrows(StorageException.Unavailable.class, () -> question.accept(store));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static ServerSocket socket() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
