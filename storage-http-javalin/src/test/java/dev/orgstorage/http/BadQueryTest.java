package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings and downloads that are asked for in a way that makes no sense. */
final class BadQueryTest {
    private final TestApi api = new TestApi();
    private final Client ann = api.ann();

    @AfterEach
    void nothingWasRecorded() {
        assertThat(api.records.all()).isEmpty();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "limit limit=0",
                "limit limit=-1",
                "limit limit=1001",
                "limit limit=1000000000",
                "limit limit=99999999999",
                "limit limit=abc",
                "limit limit=",
                "limit limit=1.5",
                "limit limit=%20",
                "limit limit=%2B5",
                "limit limit=%D9%A5",
                "cursor cursor=",
                "cursor cursor=abc",
                "cursor cursor=AAAAAAAAAAAAAAAAAAAAAA",
                "cursor cursor=AZwAAAAAcACAAAAAAAAAAA==",
                "cursor cursor=AZwAAAAAcACAAAAAAAAAAB",
                "cursor cursor=%00",
                "cursor cursor=019a0000-0000-7000-8000-000000000000",
                "include include=",
                "include include=other",
                "include include=downloadurl",
                "type type=image",
                "type type=*/*",
                "type type=image/*/x",
                "q q=%00",
                "q q=a%0Ab"
            })
    void aQueryThatMakesNoSense(String field, String query) {
        ann.get("/list?" + query).refuses(field);
    }

    @Test
    void aQueryThatIsTooLong() {
        ann.get("/list?q=" + "x".repeat(256)).refuses("q");
        ann.get("/list?q=" + "x".repeat(255)).succeeded();
        ann.get("/list?cursor=" + "A".repeat(7000)).refuses("cursor");
        ann.get("/list?type=image/" + "x".repeat(300)).refuses("type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":null}",
                "{\"id\":\"019a0000-0000-7000-8000-000000000000\",\"fileKey\":\"a\"}",
            })
    void aDownloadOfNothingOrOfTwo(String body) {
        ann.post("/download-url", body).refuses("fileKey");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "id {\"id\":12}",
                "id {\"id\":[\"a\"]}",
                "fileKey {\"fileKey\":12}",
                "fileKey {\"fileKey\":{}}",
                "disposition {\"fileKey\":\"a\",\"disposition\":true}",
                "expiresIn {\"fileKey\":\"a\",\"expiresIn\":604800}",
                "disposition {\"id\":\"019a0000-0000-7000-8000-000000000000\",\"disposition\":\"INLINE\"}",
                "disposition {\"id\":\"019a0000-0000-7000-8000-000000000000\",\"disposition\":\"\"}",
            })
    void aDownloadRequestThatIsNotOne(String field, String body) {
        ann.post("/download-url", body).refuses(field);
    }

    @Test
    void aContentShownInNoKnownWay() {
        ann.get("/files/019a0000-0000-7000-8000-000000000000/content?disposition=evil")
                .refuses("disposition");
    }
}
