package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.HELLO_TXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.UploadLimits;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not meant exactly is refused by the name of its field, and nothing comes of it. */
final class BadInputTest {
    private static final int LARGEST_BODY = 64 * 1024;

    private final TestApi api = new TestApi();
    private final Client ann = api.ann();

    @AfterEach
    void nothingWasRecorded() {
        assertThat(api.records.all()).isEmpty();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fileSize       | -1
            fileSize       | 9007199254740992
            fileSize       | 9223372036854775807
            fileSize       | 9223372036854775808
            fileSize       | -9223372036854775809
            fileSize       | 100000000000000000000000000000000000000000000000000
            fileSize       | 1e400
            fileSize       | 1e2
            fileSize       | 1.5
            fileSize       | 11.0
            fileSize       | -0.0
            fileSize       | "12"
            fileSize       | ""
            fileSize       | "many"
            fileSize       | null
            fileSize       | true
            fileSize       | {}
            fileSize       | [11]
            fileSize       | {"bytes": 11}
            fileSize       | 5368709121
            fileName       | null
            fileName       | ""
            fileName       | "   "
            fileName       | 12
            fileName       | 1.5
            fileName       | false
            fileName       | ["a.txt"]
            fileName       | {"name": "a.txt"}
            fileName       | "a/../../b.txt"
            fileName       | "../../x"
            fileName       | "/"
            fileName       | "."
            fileName       | ".."
            fileName       | "C:\\\\boot.ini"
            fileName       | "nul\\u0000.txt"
            fileName       | "line\\r\\nSet-Cookie: a=b"
            fileName       | "tab\\t.txt"
            fileName       | "delete\\u007f.txt"
            fileName       | "next line\\u0085.txt"
            fileName       | "separator\\u2028.txt"
            fileName       | "cod\\u202etxt.exe"
            fileName       | "isolate\\u2066.txt"
            fileName       | "half \\ud83d.png"
            fileType       | null
            fileType       | ""
            fileType       | 7
            fileType       | "text"
            fileType       | "text/"
            fileType       | "/plain"
            fileType       | "text/plain/x"
            fileType       | "text/plain; charset=utf-8"
            fileType       | "text/pl ain"
            fileType       | "image/*"
            fileType       | "text/plain\\r\\nX-Evil: 1"
            checksumSha256 | ""
            checksumSha256 | 12
            checksumSha256 | "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
            checksumSha256 | "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek"
            """)
    void aFieldThatIsNotWhatItShouldBe(String field, String value) {
        ann.post("/upload-url", with(field, value)).refuses(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fileName", "fileType", "fileSize"})
    void aFieldThatIsMissing(String field) {
        String others = HELLO_TXT.replaceFirst("\"%s\":(\"[^\"]*\"|11),?".formatted(field), "");
        ann.post("/upload-url", others.replace(",}", "}")).refuses(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organizationId",
                "ownerId",
                "userId",
                "state",
                "id",
                "fileKey",
                "bucket",
                "filename",
                "FILENAME",
                "name",
                "content",
                "__proto__",
                "$type",
                "@class",
                ""
            })
    void aFieldThatNobodyAskedFor(String field) {
        Reply reply = ann.post("/upload-url", with(field, "\"x\"")).problem(400, "invalid");
        assertThat(reply.text("field")).isEqualTo(field);
    }

    @Test
    void aLongNameThatNobodyAskedForIsNotRepeatedWhole() {
        String begins = "🦊".repeat(60) + "…";
        ann.post("/upload-url", "{\"%s\":1}".formatted("🦊".repeat(61))).refuses(begins);
        ann.get("/list?" + "%F0%9F%A6%8A".repeat(61) + "=1").refuses(begins);
        ann.post("/upload-url", "{\"%s\":01}".formatted("x".repeat(61))).refuses("body");
    }

    @Test
    void aFieldWhoseNameIsNoText() {
        ann.post("/upload-url", with("\\ud800", "1")).problem(400, "invalid");
    }

    @Test
    void aFieldThatIsThereTwice() {
        Reply reply = ann.post("/upload-url", HELLO_TXT.replace("}", ",\"fileSize\":12}"));
        assertThat(reply.problem(400, "invalid").text("detail")).contains("fileSize");
    }

    @Test
    void aNameOf256CharactersHoweverManyBytesOf255Have() {
        ann.post("/upload-url", with("fileName", '"' + "x".repeat(256) + '"')).refuses("fileName");
        ann.post("/upload-url", with("fileName", '"' + "ü".repeat(256) + '"')).refuses("fileName");
        ann.post("/upload-url", with("fileName", '"' + "x".repeat(10_000) + '"'))
                .refuses("fileName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "12",
                "\"text\"",
                "[]",
                "[{\"fileName\":\"a\"}]",
                "{",
                "}",
                "{]",
                "hello",
                "<xml/>",
                "fileName=a.txt&fileSize=11",
                "{\"fileName\":\"a.txt\"",
                "{'fileName':'a.txt'}",
                "{\"fileName\":\"a.txt\",}",
                "{\"fileSize\":NaN}",
                "{\"fileSize\":0x10}",
                "{\"fileSize\":011}",
                "{\"fileSize\":+11}",
                "/* comment */ {}",
                "\u0000"
            })
    void aBodyThatIsNotAJsonObject(String body) {
        ann.post("/upload-url", body).problem(400, "invalid");
        ann.post("/download-url", body).problem(400, "invalid");
    }

    @Test
    void somethingBehindTheObject() {
        ann.post("/upload-url", HELLO_TXT + "{}").refuses("body");
        ann.post("/upload-url", HELLO_TXT + " x").refuses("body");
    }

    @Test
    void aBodyInAnotherEncoding() {
        byte[] latin = HELLO_TXT.replace("hello", "h\u00e9llo").getBytes(StandardCharsets.ISO_8859_1);
        ann.with("Content-Type", "application/json")
                .send("POST", "/upload-url", BodyPublishers.ofByteArray(latin))
                .refuses("fileName");
        ann.with("Content-Encoding", "gzip")
                .with("Content-Type", "application/json")
                .send("POST", "/upload-url", BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0}))
                .problem(415, "body_encoded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"[ ]", "{\"fileName\": }"})
    void aBodyThatGoesVeryDeep(String open, String close) {
        String deep = open.repeat(4000) + close.repeat(4000);
        ann.post("/upload-url", deep).problem(400, "invalid");
        ann.post("/upload-url", with("fileName", deep)).problem(400, "invalid");
        ann.post("/upload-url", with("nobodyAsked", deep)).problem(400, "invalid");
    }

    @Test
    void aBodyOfManyThings() {
        ann.post("/upload-url", "[" + "0,".repeat(30_000) + "0]").problem(400, "invalid");
        ann.post("/upload-url", with("nobodyAsked", "[" + "[],".repeat(20_000) + "[]]"))
                .problem(400, "invalid");
        ann.post("/upload-url", "{\"" + "x".repeat(60_000) + "\":1}").problem(400, "invalid");
    }

    @Test
    void aNumberOfThousandsOfDigits() {
        ann.post("/upload-url", with("fileSize", "9".repeat(10_000))).problem(400, "invalid");
        ann.post("/upload-url", with("fileSize", "1e" + "9".repeat(10_000))).problem(400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "application/json-patch+json",
                "json",
                "*/*",
                ";"
            })
    void aBodyThatDoesNotSayItIsJson(String type) {
        for (String path : List.of("/upload-url", "/download-url")) {
            Reply reply = ann.with("Content-Type", type).send("POST", path, BodyPublishers.ofString(HELLO_TXT));
            reply.problem(415, "body_not_json");
            ann.send("POST", path, BodyPublishers.ofString(HELLO_TXT)).problem(415, "body_not_json");
        }
    }

    @Test
    void aBodyAbove64KiB() {
        String blank = " ".repeat(LARGEST_BODY - 2);
        ann.post("/upload-url", "{" + blank + "}").refuses("fileName");
        ann.post("/upload-url", "{ " + blank + "}").problem(413, "body_too_large");
        ann.post("/download-url", "{ " + blank + "}").problem(413, "body_too_large");
        Reply chunked = ann.with("Content-Type", Client.JSON)
                .send("POST", "/upload-url", BodyPublishers.fromPublisher(BodyPublishers.ofString("{ " + blank + "}")));
        chunked.problem(413, "body_too_large");
    }

    @Test
    void aTypeThatIsNotAllowedOrASizeOutsideTheLimits() {
        try (TestApi images = new TestApi(UploadLimits.upTo(10 << 20, "image/*"))) {
            Client someone = images.ann();
            Reply refused = someone.post("/upload-url", HELLO_TXT).problem(415, "type_not_allowed");
            assertThat(refused.text("field")).isEqualTo("fileType");
            assertThat(refused.text("detail")).contains("text/plain", "image/*");
            someone.post("/upload-url", TestApi.upload("a.png", "image/png", 0)).refuses("fileSize");
            someone.post("/upload-url", TestApi.upload("a.png", "image/png", (10 << 20) + 1))
                    .refuses("fileSize");
            assertThat(images.records.all()).isEmpty();
            someone.post("/upload-url", TestApi.upload("a.png", "image/png", 10 << 20))
                    .succeeded();
        }
    }

    /** A good request but for this. */
    private static String with(String field, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("fileName", "\"hello.txt\"");
        fields.put("fileType", "\"text/plain\"");
        fields.put("fileSize", "11");
        fields.put(field, value);
        return fields.entrySet().stream()
                .map(each -> "\"%s\":%s".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
