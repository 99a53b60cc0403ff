package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UploadLimits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Many uploads and downloads in one request each. */
final class BulkOverHttpTest {
    private static final String UNKNOWN = "01a20a30-093b-7743-95cf-92a31e2a6ae6";

    private final TestApi api = new TestApi(UploadLimits.upTo(1000, "text/*"));
    private final Client ann = api.annAtAcme(Role.MEMBER);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void uploadsAreAnsweredAsEachAloneInOneStep() {
        String alone = api.started(ann).propertyNames().toString();
        api.work.clear();
        JsonNode started = ann.post(
                        "/upload-urls",
                        files(TestApi.upload("b.txt", "text/plain", 2), TestApi.upload("a.txt", "text/html", 1)))
                .succeeded()
                .json()
                .at("/files");
        assertThat(api.work).containsExactly("add");
        assertThat(started).hasSize(2);
        assertThat(started.at("/0").propertyNames()).hasToString(alone);
        assertThat(started.at("/0/fileKey").asString()).endsWith("-b.txt");
        assertThat(started.at("/1/headers/Content-Type").asString()).isEqualTo("text/html");
        assertThat(api.records.all()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            files                   | {}
            files                   | {"files": null}
            files                   | {"files": []}
            files                   | {"files": {}}
            files                   | {"files": "a.txt"}
            files[0]                | {"files": [null]}
            files[0]                | {"files": ["a.txt"]}
            files[1].fileName       | {"files": [FILE, {"fileType": "text/plain", "fileSize": 1}]}
            files[1].fileName       | {"files": [FILE, {"fileName": "a/b", "fileType": "text/plain", "fileSize": 1}]}
            files[1].fileSize       | {"files": [FILE, {"fileName": "a", "fileType": "text/plain", "fileSize": "1"}]}
            files[1].fileSize       | {"files": [FILE, {"fileName": "a", "fileType": "text/plain", "fileSize": 1001}]}
            files[2].checksumSha256 | {"files": [FILE, FILE, {"fileName": "a", "fileType": "text/plain", "fileSize": 1, "checksumSha256": "x"}]}
            files[1].owner          | {"files": [FILE, {"fileName": "a", "fileType": "text/plain", "fileSize": 1, "owner": "x"}]}
            owner                   | {"files": [FILE], "owner": "acme"}
            """)
    void oneThatCannotBeAcceptedRefusesAllByItsPlace(String field, String body) {
        ann.post("/upload-urls", body.replace("FILE", TestApi.HELLO_TXT)).refuses(field);
        assertThat(api.records.all()).isEmpty();
    }

    @Test
    void aTypeThatIsNotAllowedRefusesAllByItsPlace() {
        Reply refused = ann.post(
                "/upload-urls", files(TestApi.HELLO_TXT, TestApi.HELLO_TXT, TestApi.upload("a.png", "image/png", 1)));
        assertThat(refused.problem(415, "type_not_allowed").text("field")).isEqualTo("files[2].fileType");
        assertThat(api.records.all()).isEmpty();
    }

    @Test
    void aHundredAreTakenAtOnceAndNotOneMore() {
        String hundred = files(Collections.nCopies(100, TestApi.HELLO_TXT).toArray(String[]::new));
        assertThat(ann.post("/upload-urls", hundred).succeeded().json().at("/files"))
                .hasSize(100);
        String more = files(Collections.nCopies(101, TestApi.HELLO_TXT).toArray(String[]::new));
        ann.post("/upload-urls", more).refuses("files");
        assertThat(api.records.all()).hasSize(100);
        ann.post("/download-urls", Reply.written(Map.of("ids", Collections.nCopies(100, UNKNOWN))))
                .succeeded();
        ann.post("/download-urls", Reply.written(Map.of("ids", Collections.nCopies(101, UNKNOWN))))
                .refuses("ids");
    }

    @Test
    void downloadsComeInTheOrderAskedAndWhatIsNotServedIsMissing() {
        JsonNode first = api.ready(ann);
        JsonNode second = api.ready(ann);
        String uploaded = api.uploaded(ann).at("/recordId").asString();
        String bobs = api.uploaded(api.bobAtAcme(Role.MEMBER)).at("/recordId").asString();
        String own = api.ready(api.ann()).at("/id").asString();
        String secondId = second.at("/id").asString();
        List<String> ids = List.of(
                secondId, bobs, UNKNOWN, "no id", uploaded, own, first.at("/id").asString(), secondId, UNKNOWN);
        JsonNode opened = ann.post("/download-urls", Reply.written(Map.of("ids", ids)))
                .succeeded()
                .json();
        assertThat(opened.at("/files").findValuesAsString("id"))
                .containsExactly(secondId, uploaded, first.at("/id").asString());
        assertThat(opened.at("/missing").valueStream().map(JsonNode::asString))
                .containsExactly(bobs, UNKNOWN, "no id", own);
        assertThat(opened.at("/expiresIn").asInt()).isEqualTo(3600);
        assertThat(opened.at("/files/0/filename").asString()).isEqualTo("hello.txt");
        assertThat(opened.at("/files/0/fileKey")).isEqualTo(second.at("/fileKey"));

        List<String> keys = List.of("x", second.at("/fileKey").asString(), "uploads/users/nobody/key");
        JsonNode byKey = ann.post("/download-urls", Reply.written(Map.of("fileKeys", keys, "disposition", "inline")))
                .succeeded()
                .json();
        assertThat(byKey.at("/files").findValuesAsString("id")).containsExactly(secondId);
        assertThat(byKey.at("/missing").valueStream().map(JsonNode::asString))
                .containsExactly("x", "uploads/users/nobody/key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ids         | {}
            ids         | {"ids": ["a"], "fileKeys": ["b"]}
            ids         | {"ids": []}
            fileKeys    | {"fileKeys": []}
            ids[1]      | {"ids": ["a", null]}
            ids[1]      | {"ids": ["a", 7]}
            ids         | {"ids": "a"}
            disposition | {"ids": ["a"], "disposition": "shown"}
            """)
    void downloadsThatCannotBeReadAreRefused(String field, String body) {
        ann.post("/download-urls", body).refuses(field);
    }

    @Test
    void thereIsAnEntryInTheTrailForEachFile() throws InterruptedException {
        JsonNode started = ann.post("/upload-urls", files(TestApi.HELLO_TXT, TestApi.upload("b.txt", "text/plain", 2)))
                .succeeded()
                .json();
        for (int i = 0; i < 2; i++) {
            AuditEntry entry = api.audited();
            assertThat(entry.deed()).isEqualTo(Deed.UPLOAD_URL);
            assertThat(entry.file())
                    .isEqualTo(
                            FileId.parse(started.at("/files/" + i + "/recordId").asString()));
            assertThat(entry.name()).isEqualTo(new FileName(i == 0 ? "hello.txt" : "b.txt"));
            assertThat(entry.refusal()).isNull();
        }
        JsonNode file = api.ready(ann);
        api.audited();
        api.audited();
        String key = file.at("/fileKey").asString();
        ann.post("/download-urls", Reply.written(Map.of("fileKeys", List.of("uploads/users/x/y", key))))
                .succeeded();
        AuditEntry given = api.audited();
        assertThat(given.deed()).isEqualTo(Deed.DOWNLOAD_URL);
        assertThat(given.file()).isEqualTo(FileId.parse(file.at("/id").asString()));
        assertThat(given.refusal()).isNull();
        AuditEntry missing = api.audited();
        assertThat(missing.deed()).isEqualTo(Deed.DOWNLOAD_URL);
        assertThat(missing.file()).isEqualTo(new ObjectKey("uploads/users/x/y"));
        assertThat(missing.refusal()).isEqualTo("not_found");
    }

    @Test
    void viewersOpenManyAndPromiseNone() {
        String id = api.ready(ann).at("/id").asString();
        Client viewer = api.bobAtAcme(Role.VIEWER);
        viewer.post("/upload-urls", files(TestApi.HELLO_TXT)).problem(403, "forbidden");
        assertThat(viewer.post("/download-urls", "{\"ids\":[\"" + id + "\"]}")
                        .succeeded()
                        .json()
                        .at("/files"))
                .hasSize(1);
    }

    private static String files(String... files) {
        return "{\"files\":[" + String.join(",", files) + "]}";
    }
}
