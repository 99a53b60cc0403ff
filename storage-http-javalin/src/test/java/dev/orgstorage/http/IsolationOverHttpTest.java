package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.ACME;
import static dev.orgstorage.http.TestApi.ANN;
import static dev.orgstorage.http.TestApi.BOB;
import static dev.orgstorage.http.TestApi.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who reaches which files, in which context and in which role, by every route. */
final class IsolationOverHttpTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    /** Not there, not yours, not in this context: the same answer but for its request's name, for the same work. */
    @Test
    void whatIsOutOfReachIsAnsweredLikeWhatIsNotThere() {
        Client ann = api.annEverywhere();
        Client bob = api.as(Principal.personal(BOB));
        List<JsonNode> outOfReach = List.of(
                api.ready(bob),
                api.ready(api.bobAtAcme(Role.OWNER)),
                api.ready(ann.in("org_globex")),
                api.ready(api.as(Principal.in(new OrganizationId(ANN.value()), BOB, Role.OWNER))),
                asFile(api.uploaded(bob)),
                asFile(api.started(ann.in("org_globex"))),
                asFile(begun(bob)),
                asFile(begun(api.bobAtAcme(Role.MEMBER))),
                asFile(begun(ann.in("org_globex"))));
        String notFound = ann.get("/files/" + unknown().at("/id").asString()).nameless();

        for (JsonNode file : outOfReach) {
            Map<String, Attempt> expected = attempts(ann, anotherLike(file));
            attempts(ann, file).forEach((route, attempt) -> {
                Attempt unknown = Objects.requireNonNull(expected.get(route));
                assertThat(attempt.reply().problem(404, "not_found").nameless())
                        .as(route)
                        .isEqualTo(unknown.reply().nameless())
                        .isEqualTo(route.startsWith("uppy") ? asUppyShows(notFound) : notFound);
                assertThat(attempt.headers()).as(route).isEqualTo(unknown.headers());
                assertThat(attempt.work()).as(route).isEqualTo(unknown.work());
            });
        }
        assertThat(api.records.all()).hasSize(outOfReach.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "019a0000",
                "019a0000-0000-4000-8000-000000000000",
                "019a0000-0000-7000-8000-00000000000",
                "19a0000-0000-7000-8000-000000000000",
                "019a0000-0000-7000-8000-0000000000000",
                "019A0000-0000-7000-8000-00000000000G",
                "%7B019a0000-0000-7000-8000-000000000000%7D",
                "-1",
                "null",
                "'%20or%201=1--",
                "%F0%9F%A6%8A",
                "xn--a",
                "uploads%2Fusers%2Fa",
            })
    void anIdThatIsNoneIsNotFound(String id) {
        Client ann = api.ann();
        String notFound = ann.get("/files/" + unknown().at("/id").asString()).nameless();
        for (Reply reply : List.of(
                ann.get("/files/" + id),
                ann.get("/files/" + id + "/content"),
                ann.post("/uploads/" + id + "/complete"),
                ann.patch("/files/" + id, TestApi.RENAMED_TXT),
                ann.delete("/files/" + id),
                ann.post("/download-url", "{\"id\":\"%s\"}".formatted(id)))) {
            assertThat(reply.problem(404, "not_found").nameless()).isEqualTo(notFound);
        }
    }

    @Test
    void switchingOrganizationsChangesWhatThereIs() {
        Client ann = api.annEverywhere();
        String own = api.ready(ann).at("/id").asString();
        String acmes = api.ready(ann.in("org_acme")).at("/id").asString();
        String globexs = api.ready(ann.in("org_globex")).at("/id").asString();

        assertThat(listed(ann)).containsExactly(own);
        assertThat(listed(ann.in("personal"))).containsExactly(own);
        assertThat(listed(ann.in("org_acme"))).containsExactly(acmes);
        assertThat(listed(ann.in("org_globex"))).containsExactly(globexs);
        assertThat(listed(api.bobAtAcme(Role.VIEWER))).containsExactly(acmes);
        assertThat(listed(api.as(Principal.personal(BOB)))).isEmpty();
    }

    @Test
    void aCursorOpensNoOtherContext() {
        Client ann = api.annEverywhere();
        api.ready(ann.in("org_acme"));
        api.ready(ann.in("org_acme"));
        String cursor = ann.in("org_acme").get("/list?limit=1").text("nextCursor");
        assertThat(ann.in("org_acme").get("/list?cursor=" + cursor).json().at("/files"))
                .hasSize(1);
        assertThat(ann.get("/list?cursor=" + cursor).succeeded().json().at("/files"))
                .isEmpty();
    }

    @Test
    void theContextThatWasGrantedIsEchoed() {
        Client ann = api.annEverywhere();
        assertThat(ann.get("/list").header("X-Organization-Id")).isEqualTo("personal");
        assertThat(ann.in("personal").get("/list").header("X-Organization-Id")).isEqualTo("personal");
        assertThat(ann.in("org_acme").get("/list").header("X-Organization-Id")).isEqualTo("org_acme");
        assertThat(ann.in("org_globex").get("/context").header("X-Organization-Id"))
                .isEqualTo("org_globex");
        Client atAcme = api.annAtAcme(Role.MEMBER);
        assertThat(atAcme.get("/list").header("X-Organization-Id")).isEqualTo("org_acme");
        assertThat(atAcme.in("personal").get("/context").text("context/userId")).isEqualTo("auth0|ann");
        String id = unknown().at("/id").asString();
        assertThat(atAcme.get("/files/" + id).problem(404, "not_found").header("X-Organization-Id"))
                .isEqualTo("org_acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org_other", "ORG_ACME", "org_acme ,org_globex", "", "auth0|ann", "Personal", "user:auth0|ann"})
    void anOrganizationOfOthersIsRefusedByEveryRoute(String organization) {
        Client ann = api.annEverywhere().in(organization);
        JsonNode file = api.ready(api.annEverywhere());
        api.work.clear();
        for (Reply reply : Stream.concat(
                        attempts(ann, file).values().stream().map(Attempt::reply),
                        Stream.of(ann.get("/list"), ann.get("/context"), ann.post("/upload-url", TestApi.HELLO_TXT)))
                .toList()) {
            reply.problem(403, "not_a_member");
            assertThat(reply.header("X-Organization-Id")).isEqualTo("(none)");
        }
        assertThat(api.work).isEmpty();
    }

    @Test
    void anOrganizationWithTheNameOfTheWordForNoneIsItself() {
        OrganizationId personal = new OrganizationId("personal");
        Client there = api.as(new Principal(ANN, Owner.of(personal), Map.of(personal, Role.VIEWER)));
        assertThat(there.get("/context").text("context/type")).isEqualTo("organization");
        there.post("/upload-url", TestApi.HELLO_TXT).problem(403, "forbidden");
    }

    @Test
    void headersOfProxiesChangeNothing() {
        String id = api.ready(api.as(Principal.personal(BOB))).at("/id").asString();
        Client ann = api.ann()
                .with("X-User-Id", BOB.value())
                .with("X-Forwarded-User", BOB.value())
                .with("X-Forwarded-Prefix", "/api")
                .with("X-Original-URL", "/api/storage/files/" + id);
        assertThat(ann.get("/context").text("user")).isEqualTo(ANN.value());
        ann.get("/files/" + id).problem(404, "not_found");
        assertThat(api.records.all()).hasSize(1);
    }

    @Test
    void viewersReadAndDoNoMore() {
        JsonNode ready = api.ready(api.bobAtAcme(Role.MEMBER));
        JsonNode pending = asFile(api.uploaded(api.bobAtAcme(Role.MEMBER)));
        Client viewer = api.annAtAcme(Role.VIEWER);
        viewer.get("/files/" + ready.at("/id").asString()).succeeded();
        assertThat(listed(viewer)).containsExactly(ready.at("/id").asString());
        assertThat(viewer.get("/files/" + ready.at("/id").asString() + "/content")
                        .status())
                .isEqualTo(302);

        viewer.post("/upload-url", TestApi.HELLO_TXT).problem(403, "forbidden");
        viewer.post("/uploads/" + pending.at("/id").asString() + "/complete").problem(403, "forbidden");
        viewer.patch("/files/" + ready.at("/id").asString(), TestApi.RENAMED_TXT)
                .problem(403, "forbidden");
        viewer.delete("/files/" + ready.at("/id").asString()).problem(403, "forbidden");
        viewer.delete("/" + ready.at("/fileKey").asString()).problem(403, "forbidden");
        assertThat(api.records.all()).hasSize(2);
    }

    @Test
    void membersDeleteTheirOwnAndNobodyElses() {
        Client member = api.annAtAcme(Role.MEMBER);
        JsonNode own = api.ready(member);
        JsonNode bobs = api.ready(api.bobAtAcme(Role.MEMBER));
        member.delete("/files/" + own.at("/id").asString()).succeeded();
        member.delete("/files/" + bobs.at("/id").asString()).problem(403, "forbidden");
        member.delete("/" + bobs.at("/fileKey").asString()).problem(403, "forbidden");
        member.delete("/" + PercentEncoding.encode(bobs.at("/fileKey").asString()))
                .problem(403, "forbidden");
        assertThat(listed(member)).containsExactly(bobs.at("/id").asString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "OWNER"})
    void adminsAndOwnersDeleteAnything(Role role) {
        JsonNode bobs = api.ready(api.bobAtAcme(Role.MEMBER));
        api.annAtAcme(role).delete("/files/" + bobs.at("/id").asString()).succeeded();
        assertThat(api.records.all()).isEmpty();
    }

    @Test
    void whoeverIsNoLongerAMemberReachesNothing() {
        Principal before = Principal.in(ACME, ANN, Role.MEMBER);
        JsonNode file = api.uploaded(api.as(before));
        Client after = api.as(new Principal(ANN, Owner.of(ANN), Map.of(GLOBEX, Role.OWNER)));
        after.in("org_acme")
                .post("/uploads/" + file.at("/recordId").asString() + "/complete")
                .problem(403, "not_a_member");
        after.post("/uploads/" + file.at("/recordId").asString() + "/complete").problem(404, "not_found");
        assertThat(api.records.all().getFirst().isReady()).isFalse();
    }

    /** An answer, and what the records were asked for it. */
    private record Attempt(Reply reply, List<String> work) {
        Map<String, List<String>> headers() {
            Map<String, List<String>> headers =
                    new LinkedHashMap<>(reply.headers().map());
            headers.remove("date");
            headers.remove("x-request-id");
            return headers;
        }
    }

    /** By each route to one file. */
    private Map<String, Attempt> attempts(Client client, JsonNode file) {
        String id = file.at("/id").asString();
        String key = file.at("/fileKey").asString();
        Map<String, Supplier<Reply>> routes = new LinkedHashMap<>();
        routes.put("GET", () -> client.get("/files/" + id));
        routes.put("content", () -> client.get("/files/" + id + "/content"));
        routes.put("download by id", () -> client.post("/download-url", "{\"id\":\"" + id + "\"}"));
        routes.put("download by key", () -> client.post("/download-url", "{\"fileKey\":\"" + key + "\"}"));
        routes.put("complete", () -> client.post("/uploads/" + id + "/complete"));
        routes.put("PATCH", () -> client.patch("/files/" + id, TestApi.RENAMED_TXT));
        routes.put("DELETE", () -> client.delete("/files/" + id));
        routes.put("DELETE raw key", () -> client.delete("/" + key));
        routes.put("DELETE encoded key", () -> client.delete("/" + PercentEncoding.encode(key)));
        routes.put("parts", () -> client.get("/uploads/" + id + "/parts"));
        routes.put("sign parts", () -> client.post("/uploads/" + id + "/parts", "{\"numbers\":[1]}"));
        routes.putAll(attemptsByUppy(client, id, key));
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        routes.forEach((route, send) -> {
            api.work.clear();
            attempts.put(route, new Attempt(send.get(), List.copyOf(api.work)));
        });
        return attempts;
    }

    private static Map<String, Supplier<Reply>> attemptsByUppy(Client client, String id, String key) {
        Map<String, Supplier<Reply>> routes = new LinkedHashMap<>();
        String upload = "/uppy/s3/multipart/" + id;
        String ofKey = "?key=" + PercentEncoding.encode(key);
        routes.put("uppy parts", () -> client.get(upload + ofKey));
        routes.put("uppy part", () -> client.get(upload + "/1" + ofKey));
        routes.put("uppy complete", () -> client.post(upload + "/complete" + ofKey));
        routes.put("uppy abort", () -> client.delete(upload + ofKey));
        for (String method : List.of("PUT", "GET", "POST", "DELETE")) {
            String body = Reply.written(Map.of("method", method, "key", key, "uploadId", id, "partNumber", 1));
            routes.put("uppy sign " + method, () -> client.post("/uppy/sign", body));
        }
        String xml = "/uppy/s3-xml/" + id;
        routes.put("uppy created", () -> client.post(xml + "/created"));
        routes.put("uppy xml parts", () -> client.get(xml + "/parts"));
        routes.put("uppy completed", () -> client.post(xml + "/completed"));
        routes.put("uppy xml abort", () -> client.delete(xml));
        return routes;
    }

    /** With its sentence once more, where Uppy looks for it. */
    private static String asUppyShows(String problem) {
        return problem.replaceFirst("\"error\":(\"[^\"]*\")", "\"error\":$1,\"message\":$1");
    }

    /** Promised in parts, and begun. */
    private JsonNode begun(Client client) {
        return client.post("/uploads", TestApi.HELLO_TXT).succeeded().json();
    }

    /** A file that was started, with the names its parts have elsewhere. */
    private static JsonNode asFile(JsonNode started) {
        return Reply.json("{\"id\":\"%s\",\"fileKey\":\"%s\"}"
                .formatted(
                        started.at("/recordId").asString(),
                        started.at("/fileKey").asString()));
    }

    /** A file that never was, named like this one but for its id. */
    private static JsonNode anotherLike(JsonNode file) {
        String id = file.at("/id").asString();
        return Reply.json(file.toString().replace(id, unknown().at("/id").asString()));
    }

    /** A file that never was. */
    private static JsonNode unknown() {
        String id = new FileIds(() -> Instant.EPOCH, new Random(1)).next().toString();
        return Reply.json("{\"id\":\"%s\",\"fileKey\":\"uploads/users/auth0%%7Cann/%s-hello.txt\"}".formatted(id, id));
    }

    private static List<String> listed(Client client) {
        return client.get("/list")
                .succeeded()
                .json()
                .at("/files")
                .valueStream()
                .map(file -> file.at("/id").asString())
                .collect(Collectors.toList());
    }
}
