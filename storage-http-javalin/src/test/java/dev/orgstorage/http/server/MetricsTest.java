package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final Path OPS = Path.of(System.getProperty("orgstorage.root"), "ops");
    private static final RealServer SERVER = new RealServer(bucket -> bucket, Duration.ofMillis(300));

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        SERVER.close();
    }

    /** In one story, as a bucket that was stopped stays so. */
    @Test
    void whatHappensIsMeasuredAndTheDashboardAndTheAlertsKnowItsNames() throws Exception {
        Client ann = SERVER.member("auth0|ann-of-metrics", "acme-of-metrics");
        Reply file = ann.upload("secret plans.txt", "text/plain", HELLO);
        ann.get("/list?include=downloadUrl").expecting(200);
        ann.post("/download-url", Map.of("id", file.text("id"))).expecting(200);
        ann.get("/files/" + file.text("id")).expecting(200);
        ann.get("/files/01890a5d-ac96-774b-bcce-b302099a8057").expecting(404);
        SERVER.with("forged").get("/list").expecting(401);
        raw("GET /nowhere HTTP/1.1");
        raw("GET /%zz HTTP/1.1");
        raw("MAKEUP /x HTTP/1.1");
        Reply lost = ann.startUpload("lost.txt", "text/plain", 5).expecting(200);
        SERVER.expire(lost.text("recordId"));
        Client.deliver(lost, HELLO);
        awaited("orgstorage_sweep_items_total", 1, "result", "ready");

        Scrape before = scrape();
        assertThat(requests(before, "/api/storage/upload-url", "POST", 200)).isEqualTo(2);
        assertThat(requests(before, "/api/storage/uploads/{id}/complete", "POST", 200))
                .isEqualTo(1);
        assertThat(requests(before, "/api/storage/files/{id}", "GET", 404)).isEqualTo(1);
        assertThat(requests(before, "/api/storage/list", "GET", 401)).isEqualTo(1);
        assertThat(requests(before, "none", "GET", 404)).isEqualTo(1);
        // Of a line that cannot be read, Jetty does not even tell the method.
        assertThat(requests(before, "none", "other", 400)).isEqualTo(1);
        assertThat(requests(before, "none", "other", 404)).isEqualTo(1);
        assertThat(before.sum(
                        "orgstorage_http_requests_seconds_bucket",
                        "route",
                        "/api/storage/list",
                        "status",
                        "200",
                        "le",
                        "+Inf"))
                .isEqualTo(1);
        assertThat(useCases(before, "start_upload", "ok")).isEqualTo(2);
        assertThat(useCases(before, "look", "not_found")).isEqualTo(1);
        assertThat(before.sum("orgstorage_signed_urls_total", "kind", "upload")).isEqualTo(2);
        assertThat(before.sum("orgstorage_signed_urls_total", "kind", "download"))
                .isEqualTo(2);
        assertThat(calls(before, "stat", "ok")).isGreaterThanOrEqualTo(2);
        assertThat(calls(before, "read_start", "ok")).isGreaterThanOrEqualTo(1);
        assertThat(before.sum("orgstorage_pool_wait_seconds_count", "pool", "requests", "outcome", "ok"))
                .isPositive();
        assertThat(before.sum("hikaricp_connections_max", "pool", "requests")).isEqualTo(10);
        assertThat(before.sum("orgstorage_sweep_last_success_timestamp_seconds"))
                .isGreaterThan(1.7e9);
        assertThat(before.sum("orgstorage_uploads_pending")).isNotNaN();
        assertThat(before.sum("orgstorage_audit_lost_total")).isZero();
        assertThat(before.sum("jvm_memory_used_bytes")).isPositive();
        assertThat(before.text())
                .doesNotContain("ann-of-metrics", "acme-of-metrics", "plans", file.text("id"), "nowhere", "MAKEUP");

        assertThat(OpsFiles.faults(OPS, before)).isEmpty();
        checkedByPromtool(before);

        Reply second = ann.startUpload("second.txt", "text/plain", 5).expecting(200);
        Client.deliver(second, HELLO);
        SERVER.stopBucket();
        ann.complete(second).expecting(503);
        ann.delete("/files/" + file.text("id")).expecting(200);
        awaited("orgstorage_sweep_items_total", 1, "result", "failed");
        Scrape after = scrape();
        assertThat(requests(after, "/api/storage/uploads/{id}/complete", "POST", 503))
                .isEqualTo(1);
        assertThat(useCases(after, "complete_upload", "unavailable")).isEqualTo(1);
        assertThat(calls(after, "stat", "unavailable")).isPositive();
        assertThat(after.sum("orgstorage_sweep_seconds_count", "outcome", "partial"))
                .isPositive();
        assertThat(after.sum("orgstorage_sweep_last_success_timestamp_seconds"))
                .isGreaterThanOrEqualTo(before.sum("orgstorage_sweep_last_success_timestamp_seconds"));
    }

    @Test
    void tenThousandPathsAndMethodsMakeNoNewSeries() throws IOException {
        Meters meters = Meters.start();
        DoorSettings unlimited = DoorSettings.standard().with(DoorSettings.Rates.NONE);
        try (OpenDoor door = new OpenDoor(unlimited, new Telemetry(meters, Tracing.none()), line -> {})) {
            askMany(door, 10, 0);
            Set<String> few = series(meters);
            askMany(door, 10_000, 10);
            assertThat(series(meters)).isEqualTo(few);
            assertThat(Scrape.parse(meters.scrape()).sum("orgstorage_http_requests_seconds_count"))
                    .isEqualTo(2 * 10_010);
        }
    }

    /** Over one connection, one after the other. */
    private static void askMany(OpenDoor door, int count, int from) throws IOException {
        try (Socket socket = door.connectionFrom("127.0.0.1")) {
            Thread asking = Thread.startVirtualThread(() -> send(socket, count, from));
            String answers = OpenDoor.toTheEnd(socket);
            assertThat(asking.isAlive()).isFalse();
            assertThat(answers).contains("HTTP/1.1 404").contains("HTTP/1.1 401");
        }
    }

    private static void send(Socket socket, int count, int from) {
        try {
            OutputStream out = socket.getOutputStream();
            for (int i = from; i < from + count; i++) {
                boolean last = i + 1 == from + count;
                String rest = " HTTP/1.1\r\nHost: x\r\n" + (last ? "Connection: close\r\n" : "") + "\r\n";
                out.write(("GET /nowhere/" + i + " HTTP/1.1\r\nHost: x\r\n\r\nGET /api/storage/files/" + i + rest)
                        .getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> series(Meters meters) {
        return Scrape.parse(meters.scrape()).samples().stream()
                .filter(sample -> sample.name().startsWith("orgstorage"))
                .map(sample -> sample.name() + sample.labels())
                .collect(Collectors.toSet());
    }

    @Test
    void aQueryForWhatIsNotThereIsFoundOut() {
        Scrape scrape = Scrape.parse("# TYPE orgstorage_a gauge\norgstorage_a{pool=\"x\"} 1\n");
        assertThat(OpsFiles.faultsOf("sum by (pool) (orgstorage_a{pool=\"x\"})", scrape))
                .isEmpty();
        assertThat(OpsFiles.faultsOf("sum(orgstorage_b)", scrape)).containsExactly("orgstorage_b[]");
        assertThat(OpsFiles.faultsOf("orgstorage_a{route=\"x\"}", scrape)).containsExactly("orgstorage_a[route]");
        assertThat(OpsFiles.faultsOf("sum by (route) (orgstorage_a)", scrape)).containsExactly("orgstorage_a[route]");
    }

    private void checkedByPromtool(Scrape scrape) throws IOException, InterruptedException {
        Tools.require("promtool");
        Path text = Files.writeString(folder.resolve("scrape"), scrape.text());
        // It would have named some of Micrometer's own otherwise, and ends with 3 if it would anything.
        Told told = run(text, "promtool", "check", "metrics");
        assertThat(told.status()).as(told.said()).isIn(0, 3);
        assertThat(told.said().lines()).noneMatch(line -> line.startsWith("orgstorage"));
        run(
                null,
                "promtool",
                "check",
                "rules",
                OPS.resolve("prometheus-alerts.yml").toString());
        Path queries = Files.writeString(folder.resolve("dashboard.yml"), OpsFiles.asRules(OPS));
        requireFine(queries);
    }

    private static void requireFine(Path rules) throws IOException, InterruptedException {
        Told told = run(null, "promtool", "check", "rules", rules.toString());
        assertThat(told.status()).as(told.said()).isZero();
    }

    /** What a program said, and its exit status. */
    private record Told(int status, String said) {}

    private static Told run(@Nullable Path input, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Told(process.exitValue(), said);
    }

    private static void raw(String line) throws IOException {
        URI address = URI.create(SERVER.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(OpenDoor.toTheEnd(socket)).startsWith("HTTP/1.1 4");
        }
    }

    private static Scrape scrape() {
        return Scrape.of(SERVER.address());
    }

    private static void awaited(String name, double atLeast, String... labels) {
        Await.until(() -> scrape().sum(name, labels) >= atLeast, () -> scrape().text());
    }

    private static double requests(Scrape scrape, String route, String method, int status) {
        return scrape.sum(
                "orgstorage_http_requests_seconds_count",
                "route",
                route,
                "method",
                method,
                "status",
                String.valueOf(status));
    }

    private static double useCases(Scrape scrape, String useCase, String outcome) {
        return scrape.sum("orgstorage_use_case_seconds_count", "use_case", useCase, "outcome", outcome);
    }

    private static double calls(Scrape scrape, String operation, String outcome) {
        return scrape.sum("orgstorage_bucket_calls_seconds_count", "operation", operation, "outcome", outcome);
    }
}
