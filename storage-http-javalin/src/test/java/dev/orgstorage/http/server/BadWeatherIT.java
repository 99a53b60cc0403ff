package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.http.server.WeatherProxy.Answer;
import dev.orgstorage.http.server.WeatherProxy.Request;
import dev.orgstorage.usecase.Sweep.Swept;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that sweeps every second, before a bucket in bad weather: what needs no bucket goes on, the rest is answered
 * in time, and once it clears up records and objects become the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadWeatherIT {
    private static final int FILES = 10;
    private static final int SOME = 40;
    private static final int MANY = 200;
    private static final int MORE_THAN_CONNECTIONS = 80;
    private static final int SWEEPS = 20;
    private static final int ATTEMPTS_OF_A_REQUEST = 2;
    private static final int A_FEW_THREADS = 16;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration ALL_THAT_IS_WAITED_FOR = Duration.ofDays(3);
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Swept NOTHING = new Swept(0, 0, 0, 0);
    private static final byte[] BYTES = "bytes".getBytes(UTF_8);
    private static final String LONGER_THAN_ANYTHING_ARRIVES = "7 hours";

    private final WeatherProxy proxy = WeatherProxy.open();
    private final RealServer server = new RealServer(proxy::before, Duration.ofSeconds(1));
    private final Stock stock = new Stock(throughTheProxy());

    BadWeatherIT() throws IOException {}

    static Stream<Named<Weather>> weathers() {
        return Stream.of(
                Named.of("500", Weather.answering(500, "InternalError")),
                Named.of("503 SlowDown", Weather.answering(503, "SlowDown")),
                Named.of("429", Weather.answering(429, "TooManyRequests")),
                Named.of("cut before", Weather.cuttingBefore()),
                Named.of("cut after", Weather.cuttingAfter()));
    }

    @ParameterizedTest
    @MethodSource("weathers")
    void whatNeedsNoBucketGoesOnAndTheSweepBacksOffAndFinishesLater(Weather weather) throws Exception {
        Client ann = server.personal("ann");
        List<Reply> ready = atOnce(FILES, i -> ann.upload("ready " + i, "text/plain", BYTES));
        server.age(LONGER_THAN_ANYTHING_ARRIVES);
        Reply fresh = server.personal("ben").upload("fresh", "text/plain", BYTES);
        List<Reply> uploaded = atOnce(FILES, i -> uploaded(ann));
        long batches = proxy.count(Request::isBatch);

        proxy.turn(weather);
        assertGoesOn(ann, ready.getFirst(), SOME);
        assertUnavailableInTime(() -> ann.complete(uploaded.getFirst()));
        assertUnavailableInTime(() -> server.personal("ben").get("/files/" + fresh.text("id") + "/content"));
        atOnce(FILES, i -> ann.delete("/files/" + ready.get(i).text("id")).expecting(200));
        atOnce(FILES, i -> ann.get("/files/" + ready.get(i).text("id")).expecting(404));
        awaitTried(1);
        stock.leasesEnd();
        awaitTried(2);
        assertNothingIsDue();
        assertThat(proxy.count(Request::isBatch) - batches).isBetween(1L, ATTEMPTS_OF_A_REQUEST * stock.attempts());

        proxy.turn(Weather.fair());
        stock.leasesEnd();
        awaitRemoved();
        atOnce(FILES, i -> ann.complete(uploaded.get(i)).expecting(200));
    }

    @Test
    void aBucketThatNeverAnswersExhaustsNoThreadAndNoConnection() throws Exception {
        Client ann = server.personal("ann");
        Client ben = server.personal("ben");
        Reply ready = ann.upload("ready", "text/plain", BYTES);
        server.age(LONGER_THAN_ANYTHING_ARRIVES);
        List<Reply> uploaded = atOnce(MORE_THAN_CONNECTIONS, i -> uploaded(ben));
        assertGoesOn(ann, ready, SOME);
        int threads = threads();

        Stall stall = new Stall();
        proxy.turn(stall);
        List<Integer> answers = atOnce(
                MORE_THAN_CONNECTIONS + MANY,
                i -> i < MORE_THAN_CONNECTIONS
                        ? ben.complete(uploaded.get(i)).status()
                        : goingOn(ann, ready, i).status());
        assertThat(answers.subList(0, MORE_THAN_CONNECTIONS)).containsOnly(503);
        assertThat(answers.subList(MORE_THAN_CONNECTIONS, answers.size())).containsOnly(200);
        assertUnavailableInTime(() -> ben.complete(uploaded.getFirst()));
        ann.delete("/files/" + ready.text("id")).expecting(200);

        proxy.turn(Weather.fair());
        stall.end();
        atOnce(MORE_THAN_CONNECTIONS, i -> ben.complete(uploaded.get(i)).expecting(200));
        Await.until(() -> threads() <= threads + A_FEW_THREADS, () -> threads() + " threads are few, as " + threads);
        stock.leasesEnd();
        awaitRemoved();
    }

    /** Which S3 says in its answer to a request to remove many, or by refusing that request. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneKeyThatIsDeniedHoldsUpNoOther(boolean saidOfTheKey) throws Exception {
        Client ann = server.personal("ann");
        List<Reply> files = atOnce(FILES, i -> ann.upload("file " + i, "text/plain", BYTES));
        String denied = files.getFirst().text("fileKey");
        proxy.turn(Weather.answering(503, "SlowDown"));
        atOnce(FILES, i -> ann.delete("/files/" + files.get(i).text("id")).expecting(200));
        awaitTried(1);

        proxy.turn(saidOfTheKey ? denyingInItsAnswer(denied) : denying(denied));
        stock.leasesEnd();
        Await.until(
                () -> stock.tombstones("not object_removed") == 1
                        && stock.tombstones("not object_removed and last_error like '%AccessDenied%'") == 1,
                () -> "one is left: " + stock.tombstones());
        assertThat(files.stream().map(file -> file.text("fileKey")).filter(server::hasObject))
                .containsExactly(denied);

        proxy.turn(Weather.fair());
        stock.leasesEnd();
        awaitRemoved();
    }

    @Test
    void aListingThatEndsEarlyStopsARepairAndNothingIsTouched() throws Exception {
        Client ann = server.personal("ann");
        List<Reply> files = atOnce(FILES, i -> ann.upload("file " + i, "text/plain", BYTES));
        proxy.turn(Weather.cuttingListingsShort());
        assertThat(server.run("reconcile", "--fix").text())
                .as("what is young may have come after the listing, and is asked for by its key")
                .contains("Differences: 0");
        assertThatThrownBy(() -> stock.reconciled(() -> Instant.now().plus(Duration.ofHours(1))))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("The listing is not complete");
        assertThat(files).allMatch(file -> server.hasObject(file.text("fileKey")));
        atOnce(FILES, i -> ann.get("/files/" + files.get(i).text("id")).expecting(200));
    }

    @AfterEach
    void recordsAndObjectsBecomeTheSame() {
        proxy.turn(Weather.fair());
        stock.letPass(ALL_THAT_IS_WAITED_FOR);
        Await.until(() -> stock.sweep().equals(NOTHING), () -> "nothing is left to be done: " + stock.tombstones());
        Await.until(() -> stock.differences().isEmpty(), () -> "all agrees: " + stock.differences());
        assertThat(stock.reconciled()).isEmpty();
    }

    @AfterAll
    void close() throws IOException {
        stock.close();
        server.close();
        proxy.close();
    }

    private static Reply uploaded(Client client) {
        Reply started =
                client.startUpload("uploaded", "text/plain", BYTES.length).expecting(200);
        assertThat(Client.put(started, BYTES)).isEqualTo(200);
        return started;
    }

    /** What never waits for the bucket. */
    private static Reply goingOn(Client client, Reply ready, int number) {
        return switch (number % 4) {
            case 0, 1 -> client.get("/list?limit=20&include=downloadUrl");
            case 2 -> client.post("/download-url", Map.of("id", ready.text("id")));
            default -> client.startUpload("started", "text/plain", BYTES.length);
        };
    }

    private static void assertGoesOn(Client client, Reply ready, int times) throws Exception {
        assertThat(atOnce(times, i -> goingOn(client, ready, i).status())).containsOnly(200);
    }

    /** In one of three attempts: a machine that stands still for a moment lengthens one, a fault of ours all. */
    private static void assertUnavailableInTime(Supplier<Reply> question) {
        List<Duration> attempts = new ArrayList<>();
        do {
            long begin = System.nanoTime();
            Reply reply = question.get().expecting(503);
            attempts.add(Duration.ofNanos(System.nanoTime() - begin));
            assertThat(reply.text("code")).isEqualTo("unavailable");
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        } while (attempts.size() < 3 && attempts.getLast().compareTo(TEN_SECONDS) >= 0);
        assertThat(attempts).anyMatch(attempt -> attempt.compareTo(TEN_SECONDS) < 0);
    }

    /** So that all that is left has been tried so often, failed, and waits. */
    private void awaitTried(int attempts) {
        String untried = "not object_removed and (attempts < " + attempts
                + " or last_error is null or due > now() + interval '4 minutes')";
        Await.until(
                () -> stock.tombstones("not object_removed") > 0 && stock.tombstones(untried) == 0,
                () -> "the sweep has tried: " + stock.tombstones());
    }

    private void awaitRemoved() {
        Await.until(() -> stock.tombstones("not object_removed") == 0, () -> "all is removed: " + stock.tombstones());
    }

    /** However often anybody sweeps, the bucket is left in peace. */
    private void assertNothingIsDue() {
        long batches = proxy.count(Request::isBatch);
        for (int i = 0; i < SWEEPS; i++) {
            assertThat(stock.sweep()).isEqualTo(NOTHING);
        }
        assertThat(proxy.count(Request::isBatch)).isEqualTo(batches);
    }

    private static Weather denying(String key) {
        return Weather.answering(403, "AccessDenied").on(request -> request.isBatch() || request.isOf(key));
    }

    private Weather denyingInItsAnswer(String denied) {
        Weather answering = (request, bucket) -> {
            String said = KEY.matcher(request.body())
                    .results()
                    .map(key -> removedUnless(denied, key.group(1)))
                    .collect(Collectors.joining());
            return Optional.of(Answer.of(200, "<DeleteResult>" + said + "</DeleteResult>"));
        };
        return answering.on(Request::isBatch);
    }

    private String removedUnless(String denied, String key) {
        if (key.equals(denied)) {
            return "<Error><Key>" + key + "</Key><Code>AccessDenied</Code></Error>";
        }
        server.loseObject(key);
        return "<Deleted><Key>" + key + "</Key></Deleted>";
    }

    private Map<String, String> throughTheProxy() {
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("R2_ENDPOINT", proxy.endpoint().toString());
        return environment;
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static <T> List<T> atOnce(int times, IntFunction<T> call) throws InterruptedException, ExecutionException {
        List<Callable<T>> calls = new ArrayList<>();
        IntStream.range(0, times).forEach(i -> calls.add(() -> call.apply(i)));
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
