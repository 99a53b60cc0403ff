package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Samples;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Keys and objects as others make them. */
class R2KeysTest {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final List<String> HARD_KEYS = List.of(
            "percent%7Cencoded",
            "100%",
            "a=b",
            "a b",
            "a+b",
            "a|b",
            "ü",
            "日本/語",
            "🦊",
            "a&b?c#d",
            "~(x)!*';:@,$",
            "İı",
            "quoted\"<>{}^`\\",
            "a/b/c/d",
            "a./b..c",
            "x".repeat(200));

    private final R2ObjectStore store = new R2ObjectStore(TestBucket.SETTINGS);
    private final S3Client others = R2Client.of(TestBucket.SETTINGS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Samples samples = new Samples(Instant.now(), new Random(20260304));

    @AfterEach
    void close() {
        store.close();
        others.close();
    }

    @Test
    void everyKeyGoesThereAndBack() throws Exception {
        for (String hard : HARD_KEYS) {
            ObjectKey key = new ObjectKey("there-and-back/" + hard);
            FileRecord file = R2SignerTest.withKey(samples.pending(samples.someone()), key);
            assertThat(send(store.signUpload(file, LIFE)).statusCode()).as(hard).isEqualTo(200);
            assertThat(send(store.signDownload(file, Disposition.INLINE, LIFE)).body())
                    .isEqualTo("hello world");

            StoredObject seen = store.stat(key).orElseThrow();
            assertThat(seen.key()).isEqualTo(key);
            assertThat(store.list("there-and-back/", null, 10).entries())
                    .containsExactly(new ObjectPage.Entry(key, seen.size(), seen.etag(), seen.modified()));
            assertThat(store.list(key.value(), null, 10).entries()).hasSize(1);
            assertThat(store.list("", key, 10).entries())
                    .noneMatch(entry -> entry.key().equals(key));
            store.delete(key);
            assertThat(store.stat(key)).isEmpty();
        }
    }

    @Test
    void objectsWhoseKeysAreNotOursAreLeftOutOfListings() {
        List.of("left-out/a", "left-out/b\u0001", "left-out/b\u007f", "left-out/c")
                .forEach(this::put);
        assertThat(store.list("left-out/", null, 10).entries())
                .extracting(entry -> entry.key().value())
                .containsExactly("left-out/a", "left-out/c");
    }

    @Test
    void aPageIsEmptyOnlyAtTheEnd() throws Exception {
        try (CannedBucket bucket = CannedBucket.listing(
                        listing("b%01", true),
                        listing("b%02", true),
                        listing("c%2Bd+e%20f", true),
                        listing("", false));
                R2ObjectStore listed = new R2ObjectStore(bucket.settings())) {
            ObjectPage page = listed.list("", null, 1);
            assertThat(page.more()).isTrue();
            assertThat(page.entries())
                    .containsExactly(new ObjectPage.Entry(
                            new ObjectKey("c+d e f"), 5, "an-etag", Instant.parse("2026-03-04T05:06:07Z")));
            assertThat(listed.list("", new ObjectKey("c"), 1)).isEqualTo(new ObjectPage(List.of(), false));
            assertThat(bucket.methods()).hasSize(4);
        }
    }

    @Test
    void aPageHasOneToAThousandObjects() {
        assertThatThrownBy(() -> store.list("", null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.list("", null, 1001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectThatOthersMadeIsSeenAsItIs() {
        put("others/file");
        StoredObject seen = store.stat(new ObjectKey("others/file")).orElseThrow();
        assertThat(seen.size()).isEqualTo(5);
        assertThat(seen.checksum()).isNull();
        assertThat(seen.metadata()).isEmpty();
        store.delete(seen.key());
    }

    @Test
    void theChecksumOfAnUploadInPartsIsNoSha256() throws Exception {
        String sha256 = "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=";
        assertThat(checksum(Map.of("x-amz-checksum-sha256", sha256))).hasToString(sha256);
        assertThat(checksum(Map.of("x-amz-checksum-sha256", sha256, "x-amz-checksum-type", "FULL_OBJECT")))
                .hasToString(sha256);
        assertThat(checksum(Map.of("x-amz-checksum-sha256", sha256 + "-3"))).isNull();
        assertThat(checksum(Map.of("x-amz-checksum-sha256", sha256, "x-amz-checksum-type", "COMPOSITE")))
                .isNull();
    }

    @Test
    void metadataThatOthersWroteIsReadAsTheyWroteIt() throws Exception {
        assertThat(seen(Map.of("x-amz-meta-originalName", "=?UTF-8?Q?Zo=C3=AB.pdf?="))
                        .metadata())
                .isEqualTo(Map.of("originalname", "Zoë.pdf"));
    }

    private static @Nullable Sha256 checksum(Map<String, String> headers) throws IOException {
        return seen(headers).checksum();
    }

    private static StoredObject seen(Map<String, String> headers) throws IOException {
        Map<String, String> head = new HashMap<>(headers);
        head.put("Content-Length", "11");
        head.put("ETag", "\"an-etag\"");
        head.put("Last-Modified", "Wed, 04 Mar 2026 05:06:07 GMT");
        try (CannedBucket bucket = CannedBucket.holding(head);
                R2ObjectStore holding = new R2ObjectStore(bucket.settings())) {
            return holding.stat(new ObjectKey("file")).orElseThrow();
        }
    }

    private void put(String key) {
        others.putObject(put -> put.bucket(TestBucket.SETTINGS.bucket()).key(key), RequestBody.fromString("bytes"));
    }

    private static String listing(String key, boolean more) {
        String object = "<Contents><Key>%s</Key><Size>5</Size><ETag>\"an-etag\"</ETag>".formatted(key)
                + "<LastModified>2026-03-04T05:06:07.000Z</LastModified></Contents>";
        return "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>%s</IsTruncated>".formatted(more)
                + (more ? "<NextContinuationToken>next</NextContinuationToken>" + object : "")
                + "</ListBucketResult>";
    }

    private HttpResponse<String> send(SignedRequest signed) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.url())
                .method(
                        signed.method(),
                        signed.method().equals("PUT")
                                ? BodyPublishers.ofString("hello world")
                                : BodyPublishers.noBody());
        signed.headers().forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
