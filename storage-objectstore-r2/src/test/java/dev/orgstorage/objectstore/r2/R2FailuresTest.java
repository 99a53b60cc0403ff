package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class R2FailuresTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/users/ann/file");
    private static final String OTHER_KEY_ID = "AKIDANOTHERTHANTHEBUCKETS";
    private static final String OTHER_SECRET = "another-secret-than-the-buckets";
    private static final R2Settings BUCKET = TestBucket.SETTINGS;

    @Test
    void aWrongAccessKeyIsNamedInTheWordsOfS3() {
        everyQuestionFailsWith(
                "InvalidAccessKeyId (403)",
                R2Settings.s3(BUCKET.endpoint(), "auto", BUCKET.bucket(), OTHER_KEY_ID, OTHER_SECRET));
    }

    @Test
    void aWrongSecretIsNamedInTheWordsOfS3() {
        everyQuestionFailsWith(
                "SignatureDoesNotMatch (403)",
                R2Settings.s3(BUCKET.endpoint(), "auto", BUCKET.bucket(), BUCKET.accessKeyId(), OTHER_SECRET));
    }

    @Test
    void deniedAccessIsNamedInTheWordsOfS3() throws Exception {
        try (CannedBucket denying = CannedBucket.refusing(403, "AccessDenied")) {
            everyQuestionFailsWith("AccessDenied (403)", denying.settings());
        }
    }

    @Test
    void aBucketThatIsNotThereIsNotAnEmptyOne() throws Exception {
        try (CannedBucket missing = CannedBucket.refusing(404, "NoSuchBucket")) {
            everyQuestionFailsWith("NoSuchBucket (404)", missing.settings());
        }
        R2Settings missing = R2Settings.s3(
                BUCKET.endpoint(), "auto", "no-such-bucket", BUCKET.accessKeyId(), BUCKET.secretAccessKey());
        try (R2ObjectStore store = new R2ObjectStore(missing)) {
            unavailable(() -> store.stat(KEY)).hasMessageEndingWith("NoSuchBucket (404)");
        }
    }

    @Test
    void whetherTheBucketIsThereIsAskedOnce() throws Exception {
        String empty = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
        try (CannedBucket bucket = CannedBucket.listing(empty);
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            assertThat(store.stat(KEY)).isEmpty();
            assertThat(store.stat(KEY)).isEmpty();
            assertThat(bucket.methods()).containsExactly("HEAD", "GET", "HEAD");
        }
    }

    @Test
    void aServerThatAnswers404ToADeletionHasNoSuchObject() throws Exception {
        try (CannedBucket bucket = CannedBucket.refusing(404, "NoSuchKey");
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            store.delete(KEY);
            assertThat(bucket.methods()).containsExactly("DELETE");
        }
    }

    @Test
    void whatMayPassIsTriedTwiceAndNoMore() throws Exception {
        try (CannedBucket bucket = CannedBucket.refusing(503, "SlowDown");
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            unavailable(() -> store.delete(KEY)).hasMessageEndingWith("SlowDown (503)");
            assertThat(bucket.methods()).containsExactly("DELETE", "DELETE");
            unavailable(() -> store.stat(KEY)).hasMessageEndingWith("refused (503)");
            assertThat(bucket.methods()).containsExactly("DELETE", "DELETE", "HEAD", "HEAD");
        }
    }

    @Test
    void ofAServerThatSendsTheWholeObjectTheStartIsTaken() throws Exception {
        Map<String, String> headers = Map.of("ETag", "\"etag\"");
        try (CannedBucket bucket = CannedBucket.answering(
                        question -> new CannedBucket.Reply(200, headers, "x".repeat(1_000_000)));
                R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            assertThat(store.readStart(KEY, "etag", 3)).contains(new byte[] {'x', 'x', 'x'});
            assertThat(store.readStart(KEY, "another", 3)).isEmpty();
            assertThat(bucket.asked().getFirst().headers().getFirst("If-Match")).isEqualTo("\"etag\"");
            assertThat(bucket.asked().getFirst().headers().getFirst("Range")).isEqualTo("bytes=0-2");
        }
    }

    @Test
    void whatIsNotS3IsUnavailable() throws Exception {
        try (CannedBucket proxy = CannedBucket.answering(200, "<html>Please log in</html>")) {
            try (R2ObjectStore store = new R2ObjectStore(proxy.settings())) {
                unavailable(() -> store.stat(KEY)).hasMessageContaining("stat " + KEY);
                unavailable(() -> store.readStart(KEY, "etag", 1)).hasMessageContaining("read " + KEY);
                unavailable(() -> store.list("", null, 1)).hasMessageContaining("list");
                unavailable(() -> store.deleteAll(List.of(KEY))).hasMessageContaining("delete 1 objects");
            }
        }
    }

    @Test
    void aClosedStoreIsUnavailable() {
        R2ObjectStore store = new R2ObjectStore(BUCKET);
        store.close();
        everyQuestionFailsWith("closed", store);
    }

    private static void everyQuestionFailsWith(String reason, R2Settings settings) {
        try (R2ObjectStore store = new R2ObjectStore(settings)) {
            everyQuestionFailsWith(reason, store);
        }
    }

    private static void everyQuestionFailsWith(String reason, R2ObjectStore store) {
        unavailable(() -> store.stat(KEY)).hasMessage("Unavailable: stat %s: %s".formatted(KEY, reason));
        unavailable(() -> store.readStart(KEY, "etag", 1))
                .hasMessage("Unavailable: read %s: %s".formatted(KEY, reason));
        unavailable(() -> store.delete(KEY)).hasMessage("Unavailable: delete %s: %s".formatted(KEY, reason));
        unavailable(() -> store.deleteAll(List.of(KEY))).hasMessage("Unavailable: delete 1 objects: " + reason);
        unavailable(() -> store.list("a/", null, 1)).hasMessage("Unavailable: list a/: " + reason);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> unavailable(ThrowingCallable question) {
        return assertThatThrownBy(question)
                .isInstanceOf(StorageException.Unavailable.class)
                .satisfies(e -> assertThat(printed(e))
                        .doesNotContain(
                                List.of(OTHER_KEY_ID, OTHER_SECRET, BUCKET.accessKeyId(), BUCKET.secretAccessKey())));
    }

    private static String printed(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
