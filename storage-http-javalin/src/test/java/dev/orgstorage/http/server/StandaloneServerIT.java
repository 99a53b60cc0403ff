package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.http.server.Client.Reply;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server as a process: how it starts, stops, dies and comes back. */
class StandaloneServerIT {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void emptyHome() throws IOException {
        home = ServerProcess.emptyHome(folder);
    }

    @Test
    void itSaysThatItIsEmbeddedAndEndsItsStartWithOneLine() throws Exception {
        try (ServerProcess server = ServerProcess.serving(home)) {
            assertThat(server.linesUntilReady().getFirst()).contains("embedded mode, for a single machine");
            assertThat(server.linesUntilReady().getLast()).matches("OrgStorage is ready: http://localhost:[1-9][0-9]*");
            assertThat(server.linesUntilReady())
                    .filteredOn(line -> line.contains("ready"))
                    .hasSize(1);
            assertThat(get(server.address() + "/health/live")).isEqualTo("{\"status\":\"up\"}");
            assertThat(get(server.address() + "/health/ready"))
                    .isEqualTo("{\"status\":\"up\",\"database\":\"up\",\"bucket\":\"up\"}");
            assertThat(get(server.address() + "/")).contains("<os-app>");
            assertThat(get(server.address() + "/sign-in")).contains("\"name\":\"Ann\"");
        }
    }

    @Test
    void itHasNoPageIfItIsToldSoAndNoSampleUsersForOtherMachines() throws Exception {
        Map<String, String> settings = Map.of("ORGSTORAGE_HOME", home.toString(), "PORT", "0");
        Map<String, String> withoutPage = new TreeMap<>(settings);
        withoutPage.put("PAGE", "false");
        try (ServerProcess server = ServerProcess.serving(withoutPage)) {
            assertThat(get(server.address() + "/health/live")).isEqualTo("{\"status\":\"up\"}");
            assertThatThrownBy(() -> get(server.address() + "/")).isInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> get(server.address() + "/sign-in")).isInstanceOf(FileNotFoundException.class);
        }
        Map<String, String> forOthers = new TreeMap<>(settings);
        forOthers.put("HOST", "0.0.0.0");
        try (ServerProcess server = ServerProcess.serving(forOthers)) {
            assertThat(get(server.address() + "/sign-in")).isEqualTo("{\"users\":[],\"cookies\":false}");
        }
    }

    @Test
    void aTokenIsAllThatTheTokenCommandPrints() throws Exception {
        String token = ServerProcess.token(home, "--user", "ann", "--organization", "acme", "--role", "admin");
        assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        try (ServerProcess server = ServerProcess.serving(home)) {
            Reply context = new Client(server.address(), token).get("/context").expecting(200);
            assertThat(context.json().toString())
                    .isEqualTo("{\"user\":\"ann\",\"context\":{\"type\":\"organization\",\"organizationId\":\"acme\"},"
                            + "\"role\":\"admin\",\"organizations\":[\"acme\"],\"roles\":{\"acme\":\"admin\"}}");
        }
    }

    @Test
    void stoppedItLeavesNothingRunningAndComesBackWithItsDataAndPorts() throws Exception {
        String token = ServerProcess.token(home, "--user", "ann");
        String ports;
        try (ServerProcess server = ServerProcess.serving(home)) {
            new Client(server.address(), token).upload("kept.txt", "text/plain", "kept".getBytes(UTF_8));
            ports = portsIn(home);
            var postgres = server.postgres();
            assertThat(postgres).isNotEmpty();
            assertThat(server.stop()).isEqualTo(143);
            assertThat(postgres).noneMatch(ProcessHandle::isAlive);
        }
        try (ServerProcess server = ServerProcess.serving(home)) {
            assertThat(portsIn(home)).isEqualTo(ports);
            assertKept(server, token);
        }
    }

    @Test
    void killedItComesBackWithEverythingItAcknowledged() throws Exception {
        String token = ServerProcess.token(home, "--user", "ann");
        try (ServerProcess server = ServerProcess.serving(home)) {
            new Client(server.address(), token).upload("kept.txt", "text/plain", "kept".getBytes(UTF_8));
            server.kill();
        }
        try (ServerProcess server = ServerProcess.serving(home)) {
            assertKept(server, token);
        }
    }

    @Test
    void aRequestUnderWayIsFinishedBeforeItStops() throws Exception {
        String token = ServerProcess.token(home, "--user", "ann");
        String body = "{\"fileName\":\"late.txt\",\"fileType\":\"text/plain\",\"fileSize\":4}";
        try (ServerProcess server = ServerProcess.serving(home);
                Socket client = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(server.address()).getPort())) {
            client.getOutputStream()
                    .write(("POST /api/storage/upload-url HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nAuthorization: Bearer "
                                    + token + "\r\nContent-Length: " + body.length() + "\r\n\r\n")
                            .getBytes(UTF_8));
            InputStream answer = client.getInputStream();
            // The server asks for the body: by now the request is in its hands.
            assertThat(new String(answer.readNBytes("HTTP/1.1 100 Continue".length()), UTF_8))
                    .isEqualTo("HTTP/1.1 100 Continue");
            server.askToStop();
            client.getOutputStream().write(body.getBytes(UTF_8));
            assertThat(new String(answer.readAllBytes(), UTF_8))
                    .contains("HTTP/1.1 200 OK")
                    .contains("uploadUrl");
            assertThat(server.exitStatus()).isEqualTo(143);
        }
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerProcess server = ServerProcess.start(
                        Map.of("ORGSTORAGE_HOME", home.toString()), "--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(server.outputToTheEnd()).contains("Port " + taken.getLocalPort() + " is taken");
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(home.resolve("database")).doesNotExist();
        }
    }

    @Test
    void aHomeInUseIsRefusedAndItsServerUnhurt() throws Exception {
        String token = ServerProcess.token(home, "--user", "ann");
        try (ServerProcess first = ServerProcess.serving(home);
                ServerProcess second =
                        ServerProcess.start(Map.of("ORGSTORAGE_HOME", home.toString(), "PORT", "0"), "serve")) {
            assertThat(second.outputToTheEnd()).contains("is in use by process");
            assertThat(second.exitStatus()).isEqualTo(1);
            new Client(first.address(), token).get("/list").expecting(200);
        }
    }

    @Test
    void allMissingSettingsAreNamedAtOnce() throws Exception {
        try (ServerProcess server = ServerProcess.start(Map.of("R2_BUCKET", "files", "JWT_SECRET", "too short"))) {
            assertThat(server.outputToTheEnd())
                    .contains("DATABASE_URL is missing")
                    .contains("R2_ACCOUNT_ID or R2_ENDPOINT is missing")
                    .contains("R2_ACCESS_KEY_ID is missing")
                    .contains("R2_SECRET_ACCESS_KEY is missing")
                    .contains("at least 32 bytes")
                    .doesNotContain("too short");
            assertThat(server.exitStatus()).isEqualTo(2);
        }
    }

    @Test
    void everyCommandExplainsItself() throws Exception {
        Set<String> commands = OrgStorage.commandLine(Map.of(), new OrgStorage())
                .getSubcommands()
                .keySet();
        assertThat(commands).contains("serve", "migrate", "token", "doctor");
        for (String command : commands) {
            try (ServerProcess help = ServerProcess.start(Map.of(), command, "--help")) {
                assertThat(help.outputToTheEnd()).contains("Usage: orgstorage " + command);
                assertThat(help.exitStatus()).isZero();
            }
        }
    }

    @Test
    void withADatabaseAndABucketNothingEmbeddedIsStarted() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
                EmbeddedBucket bucket = EmbeddedBucket.disposable()) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "DATABASE_URL", postgres.jdbcUrl(),
                    "DATABASE_USER", postgres.user(),
                    "R2_ENDPOINT", bucket.endpoint().toString(),
                    "R2_BUCKET", bucket.bucket(),
                    "R2_ACCESS_KEY_ID", bucket.credentials().accessKey(),
                    "R2_SECRET_ACCESS_KEY", bucket.credentials().secretKey(),
                    "JWT_SECRET", "a secret of at least thirty-two bytes",
                    "ORGSTORAGE_HOME", home.toString(),
                    "PORT", "0"));
            try (ServerProcess early = ServerProcess.start(settings)) {
                assertThat(early.outputToTheEnd()).contains("run orgstorage migrate first");
                assertThat(early.exitStatus()).isEqualTo(1);
            }
            try (ServerProcess migrate = ServerProcess.start(settings, "migrate")) {
                assertThat(migrate.outputToTheEnd()).contains("Migrations applied");
            }
            try (ServerProcess token = ServerProcess.start(settings, "token", "--user", "ann");
                    ServerProcess server = ServerProcess.start(settings)) {
                Client ann = new Client(server.awaitReady(), token.outputToTheEnd());
                ann.upload("real.txt", "text/plain", "real".getBytes(UTF_8));
                assertThat(ann.namesListed()).containsExactly("real.txt");
                assertThat(server.postgres()).isEmpty();
                assertThat(home.resolve("database")).doesNotExist();
                assertThat(server.linesUntilReady().toString())
                        .doesNotContain("embedded")
                        .doesNotContain(settings.get("JWT_SECRET"))
                        .doesNotContain(settings.get("R2_SECRET_ACCESS_KEY"));
            }
        }
    }

    @Test
    void aDatabaseThatStandsStillIsAnsweredWith503WithinFiveSeconds() throws Exception {
        String token = ServerProcess.token(home, "--user", "ann");
        try (ServerProcess server = ServerProcess.serving(home)) {
            Client ann = new Client(server.address(), token);
            ann.get("/list").expecting(200);
            signal("-STOP", server);
            assertUnavailableWithinFiveSeconds(ann);
            signal("-CONT", server);
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (ann.get("/list").status() != 200) {
                    // Each attempt waits for a connection, so that this is no busy loop.
                }
            });
        }
    }

    /** In one of three attempts: a machine that stands still for a moment lengthens one, a fault of ours all. */
    private static void assertUnavailableWithinFiveSeconds(Client client) {
        List<Duration> attempts = new ArrayList<>();
        do {
            long begin = System.nanoTime();
            Reply reply = client.get("/list").expecting(503);
            attempts.add(Duration.ofNanos(System.nanoTime() - begin));
            assertThat(reply.text("code")).isEqualTo("unavailable");
        } while (attempts.size() < 3 && attempts.getLast().compareTo(FIVE_SECONDS) >= 0);
        assertThat(attempts).anyMatch(attempt -> attempt.compareTo(FIVE_SECONDS) < 0);
    }

    private static void assertKept(ServerProcess server, String token) {
        Client ann = new Client(server.address(), token);
        assertThat(ann.namesListed()).containsExactly("kept.txt");
        String id = ann.fieldListed("id").getFirst();
        assertThat(ann.download(id)).asString(UTF_8).isEqualTo("kept");
    }

    private static void signal(String signal, ServerProcess server) throws IOException, InterruptedException {
        for (ProcessHandle postgres : server.postgres()) {
            new ProcessBuilder("kill", signal, String.valueOf(postgres.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private static String portsIn(Path home) throws IOException {
        return String.join(
                "\n",
                Files.readAllLines(home.resolve("ports")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .sorted()
                        .toList());
    }

    private static String get(String url) throws IOException {
        try (InputStream body = URI.create(url).toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
