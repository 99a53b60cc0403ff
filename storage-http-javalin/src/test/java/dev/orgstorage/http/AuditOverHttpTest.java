package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.ACME;
import static dev.orgstorage.http.TestApi.ANN;
import static dev.orgstorage.http.TestApi.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who was given which URL, who uploaded, who deleted, who was refused, and who reads that. */
final class AuditOverHttpTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void everyStepOfAFilesWayIsInTheTrailOfItsContext() throws InterruptedException {
        Client ann = api.annAtAcme(Role.MEMBER);
        JsonNode file = api.ready(ann);
        String id = file.at("/id").asString();
        ann.post("/download-url", "{\"id\": \"%s\"}".formatted(id)).succeeded();
        ann.get("/files/" + id + "/content");
        ann.get("/list?include=downloadUrl").succeeded();
        ann.delete("/files/" + id).succeeded();

        for (Deed deed : List.of(
                Deed.UPLOAD_URL, Deed.UPLOAD, Deed.DOWNLOAD_URL, Deed.DOWNLOAD_URL, Deed.DOWNLOAD_URL, Deed.DELETE)) {
            AuditEntry entry = api.audited();
            assertThat(entry.deed()).isEqualTo(deed);
            assertThat(entry.user()).isEqualTo(ANN);
            assertThat(entry.context()).isEqualTo(Owner.of(ACME));
            assertThat(entry.file()).isEqualTo(FileId.parse(id));
            assertThat(entry.name()).isEqualTo(new FileName("hello.txt"));
            assertThat(entry.refusal()).isNull();
            assertThat(entry.address()).isEqualTo("127.0.0.1");
            assertThat(entry.at()).isEqualTo(api.clock.instant());
        }
    }

    @Test
    void aRenamingIsInTheTrailByTheNewNameAndARefusedOneWithItsReason() throws InterruptedException {
        FileId id = FileId.parse(api.ready(api.bobAtAcme(Role.MEMBER)).at("/id").asString());
        api.audited();
        api.audited();
        api.bobAtAcme(Role.MEMBER).patch("/files/" + id, TestApi.RENAMED_TXT).succeeded();
        AuditEntry entry = api.audited();
        assertThat(entry.deed()).isEqualTo(Deed.RENAME);
        assertThat(entry.file()).isEqualTo(id);
        assertThat(entry.name()).isEqualTo(new FileName("renamed.txt"));
        assertThat(entry.refusal()).isNull();

        api.annAtAcme(Role.MEMBER).patch("/files/" + id, TestApi.RENAMED_TXT).problem(403, "forbidden");
        isRefused(api.audited(), Deed.RENAME, "forbidden", id);
        api.annAtAcme(Role.MEMBER)
                .patch("/files/" + id, "{\"fileName\":\"a/b\"}")
                .refuses("fileName");
        isRefused(api.audited(), Deed.RENAME, "invalid", id);
    }

    @Test
    void lookingAroundLeavesNoTrace() {
        Client ann = api.ann();
        ann.get("/list").succeeded();
        ann.get("/list?include=downloadUrl").succeeded();
        ann.get("/context").succeeded();
        assertThat(api.auditedToTheEnd()).isEmpty();
    }

    @Test
    void whatWasRefusedIsThereWithItsReason() throws InterruptedException {
        String bobs = api.ready(api.as(Principal.personal(BOB))).at("/id").asString();
        api.audited();
        api.audited();
        Client ann = api.annAtAcme(Role.VIEWER);

        ann.get("/files/" + bobs).problem(404, "not_found");
        isRefused(api.audited(), Deed.READ, "not_found", FileId.parse(bobs));
        ann.delete("/uploads/users/nobody/key").problem(404, "not_found");
        isRefused(api.audited(), Deed.DELETE, "not_found", new ObjectKey("uploads/users/nobody/key"));
        ann.post("/upload-url", TestApi.HELLO_TXT).problem(403, "forbidden");
        isRefused(api.audited(), Deed.UPLOAD_URL, "forbidden", null);
        ann.get("/list?limit=0").refuses("limit");
        isRefused(api.audited(), Deed.LIST, "invalid", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/list", "/list/"})
    void theListIsThereOnceByWhicheverNameItWasAskedFor(String path) throws InterruptedException {
        Client ann = api.annAtAcme(Role.MEMBER);
        FileId id = FileId.parse(api.ready(ann).at("/id").asString());
        api.audited();
        api.audited();
        ann.get(path + "?limit=0").refuses("limit");
        isRefused(api.audited(), Deed.LIST, "invalid", null);
        ann.get(path + "?include=downloadUrl").succeeded();
        AuditEntry entry = api.audited();
        assertThat(entry.deed()).isEqualTo(Deed.DOWNLOAD_URL);
        assertThat(entry.file()).isEqualTo(id);
        assertThat(api.auditedToTheEnd()).isEmpty();
    }

    /** Nobody writes into the trail of an organization by naming it. */
    @Test
    void whoKnocksAtAnOrganizationOfOthersIsInTheirOwnTrail() throws InterruptedException {
        api.ann().in("org_acme").get("/list").problem(403, "not_a_member");
        AuditEntry entry = api.audited();
        assertThat(entry.refusal()).isEqualTo("not_a_member");
        assertThat(entry.context()).isEqualTo(Owner.of(ANN));
    }

    @Test
    void whoIsNotKnownIsInNoTrail() {
        api.stranger().get("/list").problem(401, "unauthenticated");
        api.stranger().get("/nowhere").problem(405, "method_not_allowed");
        assertThat(api.auditedToTheEnd()).isEmpty();
    }

    @Test
    void failuresAreNobodysDeed() {
        api.records.down(true);
        api.ann().post("/upload-url", TestApi.HELLO_TXT).problem(503, "unavailable");
        assertThat(api.auditedToTheEnd()).isEmpty();
    }

    @Test
    void nothingThatOpensADoorIsInIt() {
        Client ann = api.annAtAcme(Role.ADMIN);
        JsonNode file = api.ready(ann);
        String id = file.at("/id").asString();
        JsonNode opened = ann.post("/download-url", "{\"id\": \"%s\"}".formatted(id))
                .succeeded()
                .json();
        ann.get("/files/%s/content?token=abc".formatted(id));
        assertThat(opened.at("/downloadUrl").asString()).containsIgnoringCase("signature");
        assertThat(api.auditedToTheEnd().toString())
                .contains("hello.txt")
                .doesNotContainIgnoringCase("signature")
                .doesNotContain("token-", "abc", "http");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "OWNER"})
    void whoRunsAnOrganizationReadsItsTrail(Role role) throws InterruptedException {
        Client bob = api.bobAtAcme(Role.MEMBER);
        String id = api.uploaded(bob).at("/recordId").asString();
        api.clock.advance(Duration.ofSeconds(1));
        bob.post("/uploads/" + id + "/complete").succeeded();
        api.audited();
        api.audited();
        Client ann = api.annAtAcme(role);
        JsonNode page = ann.get("/audit").succeeded().json();
        assertThat(page.at("/context/organizationId").asString()).isEqualTo("org_acme");
        assertThat(page.at("/nextCursor").isNull()).isTrue();
        JsonNode newest = page.at("/entries/0");
        assertThat(newest.at("/deed").asString()).isEqualTo("upload");
        assertThat(newest.at("/user").asString()).isEqualTo(BOB.value());
        assertThat(newest.at("/fileId").asString()).isEqualTo(id);
        assertThat(newest.at("/filename").asString()).isEqualTo("hello.txt");
        assertThat(newest.has("refused")).isFalse();
        assertThat(page.at("/entries/1/deed").asString()).isEqualTo("upload-url");
        assertThat(ann.in("personal").get("/audit").succeeded().json().at("/entries"))
                .isEmpty();
        // That somebody reads it is in it.
        assertThat(api.audited().deed()).isEqualTo(Deed.AUDIT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "MEMBER"})
    void othersMayNot(Role role) {
        api.annAtAcme(role).get("/audit").problem(403, "forbidden");
        api.stranger().get("/audit").problem(401, "unauthenticated");
    }

    @Test
    void thePagesFollowEachOther() throws InterruptedException {
        Client ann = api.ann();
        for (int i = 0; i < 3; i++) {
            api.started(ann);
            api.audited();
        }
        JsonNode first = ann.get("/audit?limit=2").succeeded().json();
        api.audited();
        assertThat(first.at("/entries")).hasSize(2);
        JsonNode second = ann.get(
                        "/audit?limit=2&cursor=" + first.at("/nextCursor").asString())
                .succeeded()
                .json();
        assertThat(second.at("/entries")).hasSize(1);
        assertThat(second.at("/nextCursor").isNull()).isTrue();
    }

    @Test
    void theTrailOfOneFileAndOfOneUserIsFound() throws InterruptedException {
        String id = api.ready(api.bobAtAcme(Role.MEMBER)).at("/id").asString();
        api.started(api.annAtAcme(Role.ADMIN));
        api.audited();
        api.audited();
        api.audited();
        Client ann = api.annAtAcme(Role.ADMIN);
        assertThat(ann.get("/audit?file=" + id).succeeded().json().at("/entries"))
                .hasSize(2);
        assertThat(ann.get("/audit?user=auth0%7Cann")
                        .succeeded()
                        .json()
                        .at("/entries/0/user")
                        .asString())
                .isEqualTo(ANN.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "cursor=AAAA", "file=1", "file=uploads/x", "user=%00"})
    void aQueryThatMeansNothingIsRefused(String query) {
        api.ann().get("/audit?" + query).refuses(query.substring(0, query.indexOf('=')));
    }

    private static void isRefused(AuditEntry entry, Deed deed, String code, @Nullable FileRef file) {
        assertThat(entry.deed()).isEqualTo(deed);
        assertThat(entry.refusal()).isEqualTo(code);
        assertThat(entry.context()).isEqualTo(Owner.of(ACME));
        assertThat(entry.user()).isEqualTo(ANN);
        assertThat(entry.file()).isEqualTo(file);
    }
}
