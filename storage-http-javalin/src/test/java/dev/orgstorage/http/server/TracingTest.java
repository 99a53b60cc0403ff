package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.http.server.TraceReceiver.Part;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + CALLER + "-01";

    @Test
    void aRequestIsATraceOfItsPartsAndTellsNoSecret() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            String token;
            Reply first;
            try (RealServer server = RealServer.observedBy(
                    new Telemetry(Meters.none(), Tracing.to(receiver.address(), "files-of-test")))) {
                assertThat(server.routes()).doesNotContain("GET /metrics");
                token = server.token("auth0|ann-traced", "acme-traced", Duration.ofHours(1));
                Client ann = server.with(token);
                first = ann.startUpload("secret plans.txt", "text/plain", 5).expecting(200);
                Client.deliver(first, HELLO);
                Client.deliver(ann.startUpload("second.txt", "text/plain", 5).expecting(200), HELLO);
                // On a busy machine a list does not wait for all that came; the next one does.
                Client traced = ann.with("traceparent", PARENT);
                Await.until(
                        () -> traced.get("/list?include=downloadUrl")
                                        .json()
                                        .path("files")
                                        .size()
                                == 2,
                        () -> "not both files");
                traced.get("/list?q=secret").expecting(200);
                ann.with("traceparent", "00-" + TRACE + "-nonsense-01")
                        .get("/context")
                        .expecting(200);
                ann.get("/nowhere").expecting(405);
                server.stopBucket();
                ann.post("/download-url", Map.of("id", first.text("recordId"))).expecting(503);
            }
            assertThat(receiver.sender()).containsEntry("service.name", "files-of-test");
            List<Part> parts = receiver.parts();
            List<Part> lists = named(parts, "GET /api/storage/list");
            Part list = lists.getFirst();
            assertThat(list.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
            assertThat(list.trace()).isEqualTo(TRACE);
            assertThat(list.parent()).isEqualTo(CALLER);
            assertThat(list.attributes())
                    .containsEntry("http.request.method", "GET")
                    .containsEntry("http.route", "/api/storage/list")
                    .containsEntry("http.response.status_code", "200")
                    .containsKey("orgstorage.request.id");

            Set<String> idsOfLists = lists.stream().map(Part::id).collect(Collectors.toSet());
            List<Part> ofLists = parts.stream()
                    .filter(part -> idsOfLists.contains(part.parent()))
                    .toList();
            assertThat(ofLists)
                    .allMatch(part -> part.trace().equals(TRACE) && part.kind() == SpanKind.SPAN_KIND_CLIENT);
            // Uploads are looked for at once, by threads of their own.
            assertThat(named(ofLists, "bucket stat")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(named(ofLists, "UPDATE file_record"))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(statement -> assertThat(statement.attributes())
                            .containsEntry("db.system.name", "postgresql")
                            .hasEntrySatisfying(
                                    "db.query.text", sql -> assertThat(sql).contains("= ?")));
            assertThat(named(ofLists, "SELECT file_record")).isNotEmpty();

            Part context = named(parts, "GET /api/storage/context").getFirst();
            assertThat(context.trace()).isNotEqualTo(TRACE);
            assertThat(context.parent()).isEmpty();
            assertThat(named(parts, "GET none")).hasSize(1);
            Part failed = named(parts, "POST /api/storage/download-url").getFirst();
            assertThat(failed.failed()).isTrue();
            assertThat(parts).anySatisfy(part -> {
                assertThat(part.parent()).isEqualTo(failed.id());
                assertThat(part.name()).isEqualTo("bucket stat");
                assertThat(part.failed()).isTrue();
            });
            assertThat(receiver.all())
                    .doesNotContain("auth0|ann-traced", "acme-traced", "plans", "q=secret", "nowhere", "X-Amz")
                    .doesNotContain(token, first.text("recordId"), first.text("fileKey"));
        }
    }

    @Test
    void aStatementIsCalledByWhatItDoesToWhichTable() {
        assertThat(StatementName.of("select \"storage\".\"file_record\".\"id\" from \"storage\".\"file_record\""))
                .isEqualTo("SELECT file_record");
        assertThat(StatementName.of("with \"lent\" as (select \"storage\".\"tombstone\".\"id\") update"))
                .isEqualTo("SELECT tombstone");
        assertThat(StatementName.of("select 1")).isEqualTo("SELECT");
        assertThat(StatementName.of("vacuum")).isEqualTo("SQL");
    }

    private static List<Part> named(List<Part> parts, String name) {
        return parts.stream().filter(part -> part.name().equals(name)).toList();
    }
}
