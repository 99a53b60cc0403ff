package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.http.server.Manifest.Fate;
import dev.orgstorage.http.server.WeatherProxy.Request;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers and databases that are killed at any moment while clients upload, complete and delete: nothing that was
 * acknowledged is lost, and after a sweep records and objects are the same. So often with {@code -Ddeaths}, and again
 * with what was logged as {@code -Ddeaths.seed}.
 */
class SuddenDeathIT {
    private static final int KILLED = 137;
    private static final int DEATHS = Integer.getInteger("deaths", 3);
    private static final int DEATHS_OF_OTHERS = Math.max(1, DEATHS / 5);
    private static final long SEED = Long.getLong("deaths.seed", new Random().nextLong());
    private static final int MOST_BETWEEN = 100;
    private static final int ERASED = 20;
    private static final Duration LONGEST_START = Duration.ofSeconds(2);
    private static final Duration ALL_THAT_IS_WAITED_FOR = Duration.ofDays(3);

    private static final Pattern BESIDE = Pattern.compile("(?<object>.+\\.bin)-[0-9a-f-]{36}");

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    @Test
    void aServerThatIsKilledLosesNothingThatItAcknowledged() throws Exception {
        Path home = ServerProcess.emptyHome(folder);
        Map<String, String> environment = Map.of(
                "ORGSTORAGE_HOME",
                home.toString(),
                "PORT",
                "0",
                "SWEEP_INTERVAL",
                "1",
                "RATE_LIMIT_USER",
                "0",
                "ACCESS_LOG",
                "false");
        ServerProcess server = ServerProcess.serving(environment);
        AtomicReference<String> address = new AtomicReference<>(server.address());
        try (Traffic traffic = Traffic.of(tokens(environment), number -> address.get(), SEED)) {
            for (int death = 0; death < DEATHS; death++) {
                traffic.goesOn(1 + random.nextInt(MOST_BETWEEN));
                kill(server, traffic);
                if (random.nextInt(4) == 0) {
                    killWhileItStarts(environment);
                }
                server = ServerProcess.serving(environment);
                address.set(server.address());
            }
            traffic.end();
            removeWhatWasNeverPutInItsPlace(embedded(home), traffic.manifest());
            endWell(traffic, embedded(home), address.get());
        } finally {
            server.close();
        }
    }

    @Test
    void aDatabaseThatIsKilledLosesNothingThatWasAcknowledgedAndTheServerGoesOnByItself() throws Exception {
        try (GivenBackends backends = new GivenBackends(folder);
                ServerProcess server = ServerProcess.serving(backends.environment());
                Traffic traffic = Traffic.of(tokens(backends.environment()), number -> server.address(), SEED)) {
            for (int death = 0; death < DEATHS_OF_OTHERS; death++) {
                traffic.goesOn(1 + random.nextInt(MOST_BETWEEN));
                backends.killBackend();
                traffic.goesOn(1 + random.nextInt(MOST_BETWEEN));
                long refused = traffic.refused();
                backends.killPostgres();
                Await.until(() -> traffic.refused() > refused, () -> "clients are told to ask again: " + traffic);
                backends.startPostgres();
            }
            traffic.goesOn(MOST_BETWEEN);
            endWell(traffic, backends.environment(), server.address());
        }
    }

    @Test
    void ofTwoServersOneIsKilledWhileItSweepsAndTheOtherDoesItsShare() throws Exception {
        try (GivenBackends backends = new GivenBackends(folder)) {
            for (int death = 0; death < DEATHS_OF_OTHERS; death++) {
                killOneOfTwo(backends);
            }
        }
    }

    private void killOneOfTwo(GivenBackends backends) throws Exception {
        try (WeatherProxy firstWay = WeatherProxy.open();
                WeatherProxy secondWay = WeatherProxy.open();
                ServerProcess first = ServerProcess.serving(backends.environment(firstWay.before(backends.bucket())));
                ServerProcess second =
                        ServerProcess.serving(backends.environment(secondWay.before(backends.bucket())));
                Stock stock = new Stock(backends.environment())) {
            AtomicReferenceArray<String> addresses =
                    new AtomicReferenceArray<>(new String[] {first.address(), second.address()});
            List<String> tokens = tokens(backends.environment());
            try (Traffic traffic = Traffic.of(tokens, number -> addresses.get(number % 2), SEED)) {
                traffic.goesOn(1 + random.nextInt(MOST_BETWEEN));
                Stall stall = new Stall();
                firstWay.turn(stall.on(Request::isBatch));
                secondWay.turn(stall.on(Request::isBatch));
                fillAndErase(backends, second.address());
                Await.until(
                        () -> firstWay.count(SuddenDeathIT::removesErased)
                                        + secondWay.count(SuddenDeathIT::removesErased)
                                > 0,
                        () -> "one of them removes objects: " + stock.tombstones());
                boolean firstSweeps = firstWay.count(SuddenDeathIT::removesErased) > 0;
                ServerProcess survivor = firstSweeps ? second : first;
                kill(firstSweeps ? first : second, traffic);
                addresses.set(firstSweeps ? 0 : 1, survivor.address());
                assertThat(stock.tombstones("not object_removed and attempts > 0 and due > now()"))
                        .as("what the dead one had taken")
                        .isPositive();
                firstWay.turn(Weather.fair());
                secondWay.turn(Weather.fair());
                stall.end();
                traffic.goesOn(MOST_BETWEEN);
                stock.leasesEnd();
                Await.until(
                        () -> stock.tombstones("scope = 'org:erased' and not object_removed") == 0,
                        () -> "the other removes them: " + stock.tombstones());
                endWell(traffic, backends.environment(), survivor.address());
            }
        }
    }

    private static boolean removesErased(Request request) {
        return request.isBatch() && request.body().contains("/orgs/erased/");
    }

    /** An organization with files, of which nothing is left but tombstones. */
    private static void fillAndErase(GivenBackends backends, String address) {
        RealServer.Told token = RealServer.run(
                backends.environment(), "token", "--user", "zoe", "--organization", "erased", "--role", "admin");
        Client zoe = new Client(address, token.text().strip());
        for (int i = 0; i < ERASED; i++) {
            zoe.upload("file " + i, "text/plain", new byte[] {'1'});
        }
        assertThat(RealServer.run(backends.environment(), "erase-organization", "erased"))
                .satisfies(told -> assertThat(told.text()).contains("Erased: " + ERASED))
                .extracting(RealServer.Told::status)
                .isEqualTo(0);
    }

    /** The right process, while it answers, and so that its clients notice. */
    private static void kill(ServerProcess server, Traffic traffic) throws IOException, InterruptedException {
        URI alive = URI.create(server.address() + "/health/live");
        HttpURLConnection question = (HttpURLConnection) alive.toURL().openConnection();
        assertThat(question.getResponseCode()).isEqualTo(200);
        long lost = traffic.lost();
        server.kill();
        assertThat(server.exitStatus()).isEqualTo(KILLED);
        Await.until(() -> traffic.lost() > lost, () -> "clients notice: " + traffic);
    }

    private void killWhileItStarts(Map<String, String> environment) throws IOException, InterruptedException {
        try (ServerProcess starting = ServerProcess.start(environment)) {
            LockSupport.parkNanos(random.nextLong(LONGEST_START.toNanos()));
            starting.kill();
            assertThat(starting.exitStatus()).isEqualTo(KILLED);
        }
    }

    /**
     * An S3 server that is killed with an upload may leave, beside the object's place, one that is whole. Nobody was told
     * of it, and no record names it: it is what a comparison of records and objects is for.
     */
    private static void removeWhatWasNeverPutInItsPlace(Map<String, String> environment, Manifest manifest) {
        try (Stock stock = new Stock(environment)) {
            for (String key : stock.objects().keySet()) {
                Matcher beside = BESIDE.matcher(key);
                if (beside.matches() && manifest.hasKey(beside.group("object"))) {
                    stock.remove(key);
                }
            }
        }
    }

    private static void endWell(Traffic traffic, Map<String, String> environment, String address)
            throws InterruptedException, ExecutionException {
        traffic.end();
        Manifest manifest = traffic.manifest();
        log(traffic);
        assertThat(manifest.count(Fate.READY)).isPositive();
        assertThat(manifest.count(Fate.DELETED)).isPositive();
        try (Stock stock = new Stock(environment)) {
            stock.letPass(ALL_THAT_IS_WAITED_FOR);
            sweep(environment);
            Await.until(() -> stock.differences().isEmpty(), () -> "all agrees: " + stock.differences());
            assertThat(stock.reconciled()).isEmpty();
            assertThat(manifest.broken(address, stock.objects().keySet())).isEmpty();
            stock.letPass(ALL_THAT_IS_WAITED_FOR);
            sweep(environment);
            Await.until(() -> stock.tombstones("true") == 0, () -> "no tombstone is left: " + stock.tombstones());
            assertThat(stock.differences()).isEmpty();
        }
    }

    private static void sweep(Map<String, String> environment) {
        RealServer.Told told = RealServer.run(environment, "sweep");
        assertThat(told.status()).as(told.text()).isZero();
    }

    private static List<String> tokens(Map<String, String> environment) {
        List<String> tokens = new ArrayList<>();
        tokens.add(token(environment, "--user", "ann"));
        tokens.add(token(environment, "--user", "ann", "--organization", "acme", "--role", "admin"));
        tokens.add(token(environment, "--user", "ben", "--organization", "acme", "--role", "admin"));
        tokens.add(token(environment, "--user", "ben"));
        return tokens;
    }

    private static String token(Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of("token"));
        command.addAll(List.of(options));
        return RealServer.run(environment, command.toArray(String[]::new))
                .text()
                .strip();
    }

    /** The settings of the database and the bucket that the server of a home runs. */
    private static Map<String, String> embedded(Path folder) {
        Home home = new Home(folder);
        EmbeddedPostgres.Login login = EmbeddedPostgres.login(home.database(), home.rememberedPort("database"));
        return Map.of(
                "DATABASE_URL", login.jdbcUrl(),
                "DATABASE_USER", login.user(),
                "DATABASE_PASSWORD", login.password(),
                "R2_ENDPOINT",
                        EmbeddedBucket.endpointAt(home.rememberedPort("bucket")).toString(),
                "R2_BUCKET", EmbeddedBucket.NAME,
                "R2_ACCESS_KEY_ID", home.bucketCredentials().accessKey(),
                "R2_SECRET_ACCESS_KEY", home.bucketCredentials().secretKey());
    }

    private static void log(Traffic traffic) {
        System.getLogger(SuddenDeathIT.class.getName())
                .log(System.Logger.Level.INFO, "-Ddeaths.seed={0}: {1}", String.valueOf(SEED), traffic);
    }
}
