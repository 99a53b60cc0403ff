package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.objectstore.r2.CannedBucket.Asked;
import dev.orgstorage.objectstore.r2.CannedBucket.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Removing many objects at once. */
class R2RemovalTest {
    private static final ObjectKey BAD = new ObjectKey("bad");
    private static final List<ObjectKey> KEYS = keys("a", "a/b", "c", "bad", "d");
    private static final List<ObjectKey> NOT_FOR_XML = keys("a\uFFFEb", "\uFFFF", "ü/\uFFFE\uFFFF");
    private static final List<ObjectKey> FOR_XML = keys(
            " ",
            "  a  b  ",
            "a b ",
            "\u2028",
            "\u00A0",
            "a&amp;b",
            "<Key>",
            "]]>",
            "a\"b'c",
            "ü🦊",
            "\uDBFF\uDFFF",
            "\uFFFD",
            "100%",
            "a+b",
            "%41",
            "x".repeat(200));
    private static final Pattern NAMED = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);
    private static final Reply EMPTY =
            Reply.of(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
    private static final Reply GONE = Reply.of(204, "");

    @Test
    void aThousandObjectsGoInOneRequestWithTheMd5OfItsBodyAndNoOtherChecksum() throws Exception {
        try (CannedBucket bucket = bucket(R2RemovalTest::removingAll, asked -> GONE)) {
            List<ObjectKey> keys = IntStream.range(0, 1000)
                    .mapToObj(i -> new ObjectKey("uploads/users/ann/" + i))
                    .toList();
            assertThat(removed(bucket, keys)).isEmpty();

            assertThat(bucket.methods()).containsExactly("POST");
            Asked asked = bucket.asked().getFirst();
            byte[] body = asked.body().getBytes(StandardCharsets.UTF_8);
            assertThat(asked.headers().get("Content-MD5"))
                    .containsExactly(Base64.getEncoder().encodeToString(digest("MD5", body)));
            assertThat(asked.headers().get("x-amz-content-sha256"))
                    .containsExactly(HexFormat.of().formatHex(digest("SHA-256", body)));
            assertThat(asked.headers().keySet())
                    .extracting(name -> name.toLowerCase(Locale.ROOT))
                    .noneMatch(name -> name.contains("checksum") || name.contains("trailer"));
            assertThat(asked.body()).doesNotContain("<Quiet>true");
            assertThat(NAMED.matcher(asked.body()).results().map(key -> key.group(1)))
                    .containsExactlyElementsOf(
                            keys.stream().map(ObjectKey::value).toList());
        }
    }

    @Test
    void whatIsNotRemovedIsToldInTheWordsOfS3() throws Exception {
        String answer =
                "<DeleteResult><Deleted><Key>a</Key></Deleted>%s%s%s<Deleted><Key>d</Key></Deleted></DeleteResult>"
                        .formatted(
                                error("a/b", "<Code>NoSuchKey</Code>"),
                                error("c", "<Code>AccessDenied</Code><Message>Not for you</Message>"),
                                error("bad", "<Code>InternalError</Code>"));
        try (CannedBucket bucket = bucket(asked -> Reply.of(200, answer), asked -> GONE)) {
            assertThat(removed(bucket, KEYS))
                    .isEqualTo(Map.of(new ObjectKey("c"), "AccessDenied: Not for you", BAD, "InternalError"));
            assertThat(bucket.methods()).containsExactly("POST");
        }
    }

    @Test
    void aRequestThatIsRefusedForOneBadKeyIsDoneSinglyForTheOthers() throws Exception {
        Function<Asked, Reply> singly = asked -> asked.key().equals("bad") ? Reply.error(400, "InvalidURI") : GONE;
        for (Reply refusal : List.of(
                Reply.error(400, "MalformedXML"),
                Reply.error(403, "AccessDenied"),
                Reply.error(405, "MethodNotAllowed"),
                Reply.error(501, "NotImplemented"))) {
            try (CannedBucket bucket = bucket(asked -> refusal, singly)) {
                assertThat(removed(bucket, KEYS)).isEqualTo(Map.of(BAD, "InvalidURI (400)"));
                assertThat(removedSingly(bucket)).hasSameSizeAs(KEYS).containsAll(KEYS);
            }
        }
    }

    @Test
    void anObjectThatFailsSinglyDoesNotKeepTheOthers() throws Exception {
        Map<String, Reply> answers = Map.of(
                "a", Reply.error(404, "NoSuchKey"),
                "c", Reply.error(403, "AccessDenied"),
                "bad", Reply.error(500, "InternalError"));
        try (CannedBucket bucket =
                bucket(asked -> Reply.error(400, "MalformedXML"), asked -> answers.getOrDefault(asked.key(), GONE))) {
            assertThat(removed(bucket, KEYS))
                    .isEqualTo(Map.of(new ObjectKey("c"), "AccessDenied (403)", BAD, "InternalError (500)"));
        }
    }

    @Test
    void whatTheAnswerDoesNotMentionIsRemovedSingly() throws Exception {
        String answer = "<DeleteResult><Deleted><Key>a</Key></Deleted><Deleted><Key>else</Key></Deleted>"
                + "<Deleted/><Error><Code>InternalError</Code></Error></DeleteResult>";
        try (CannedBucket bucket = bucket(asked -> Reply.of(200, answer), asked -> GONE)) {
            assertThat(removed(bucket, KEYS)).isEmpty();
            assertThat(removedSingly(bucket)).containsExactlyInAnyOrderElementsOf(keys("a/b", "c", "bad", "d"));
        }
    }

    @Test
    void keysThatXmlCannotCarryGoSinglyAndTheOthersTogether() throws Exception {
        try (CannedBucket bucket = bucket(R2RemovalTest::removingAll, asked -> GONE)) {
            assertThat(removed(bucket, everyKind())).isEmpty();
            assertThat(bucket.asked().getFirst().body())
                    .contains("<Key> </Key>")
                    .doesNotContain("\uFFFE", "\uFFFF");
            assertThat(removedSingly(bucket)).containsExactlyInAnyOrderElementsOf(NOT_FOR_XML);
        }
    }

    @Test
    void noMoreThanSixteenGoSinglyAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch several = new CountDownLatch(16);
        Function<Asked, Reply> singly = asked -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            several.countDown();
            await(several, Duration.ofSeconds(1));
            now.decrementAndGet();
            return GONE;
        };
        List<ObjectKey> keys =
                IntStream.range(0, 100).mapToObj(i -> new ObjectKey("k" + i)).toList();
        try (CannedBucket bucket = bucket(asked -> Reply.error(501, "NotImplemented"), singly)) {
            assertThat(removed(bucket, keys)).isEmpty();
            assertThat(removedSingly(bucket)).hasSize(100);
            assertThat(most).hasValueBetween(2, 16);
        }
    }

    @Test
    void whatThereIsNoTimeForIsToldToo() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Function<Asked, Reply> singly = asked -> {
            await(over, Duration.ofMinutes(1));
            return GONE;
        };
        List<ObjectKey> keys = IntStream.range(0, 40)
                .mapToObj(i -> new ObjectKey(i + "\uFFFF"))
                .toList();
        try (CannedBucket bucket = bucket(R2RemovalTest::removingAll, singly);
                S3Client client = R2Client.of(bucket.settings())) {
            R2Listing listing = new R2Listing(client, bucket.settings().bucket());
            R2Removal hasty = new R2Removal(client, bucket.settings().bucket(), listing, Duration.ofMillis(500));
            assertThat(hasty.all(keys)).containsOnlyKeys(keys).containsValue("not tried in the time there was");
            over.countDown();
        }
    }

    @Test
    void aBucketThatIsNotThereIsUnavailableAndNothingIsTriedSingly() throws Exception {
        Reply missing = Reply.error(404, "NoSuchBucket");
        for (Reply refusal : List.of(missing, Reply.error(501, "NotImplemented"))) {
            try (CannedBucket bucket =
                    CannedBucket.answering(asked -> asked.method().equals("POST") ? refusal : missing)) {
                unavailable("NoSuchBucket (404)", bucket);
            }
        }
    }

    @Test
    void aBucketThatMayAnswerLaterIsUnavailableAndNothingIsTriedSingly() throws Exception {
        for (Reply refusal : List.of(
                Reply.error(500, "InternalError"), Reply.error(503, "SlowDown"), Reply.error(429, "TooManyRequests"))) {
            try (CannedBucket bucket = bucket(asked -> refusal, asked -> GONE)) {
                unavailable("(" + refusal.status() + ")", bucket);
            }
        }
    }

    @Test
    void keysOfEveryKindAreRemoved() {
        List<ObjectKey> keys = everyKind().stream()
                .map(key -> new ObjectKey("every-kind/" + key))
                .toList();
        try (R2ObjectStore store = holding(keys)) {
            assertThat(keys).allSatisfy(key -> assertThat(store.stat(key)).isPresent());
            assertThat(store.deleteAll(keys)).isEmpty();
            assertThat(keys).allSatisfy(key -> assertThat(store.stat(key)).isEmpty());
        }
    }

    @Test
    void aThousandObjectsThatAreThereGoAtOnce() {
        List<ObjectKey> keys = IntStream.range(0, 1000)
                .mapToObj(i -> new ObjectKey("a-thousand/" + i))
                .toList();
        try (R2ObjectStore store = holding(keys)) {
            assertThat(store.list("a-thousand/", null, 1000).entries()).hasSize(1000);
            assertThat(store.deleteAll(keys)).isEmpty();
            assertThat(store.list("a-thousand/", null, 1000).entries()).isEmpty();
        }
    }

    private static R2ObjectStore holding(List<ObjectKey> keys) {
        String bucket = TestBucket.SETTINGS.bucket();
        try (S3Client others = R2Client.of(TestBucket.SETTINGS)) {
            keys.forEach(key -> others.putObject(put -> put.bucket(bucket).key(key.value()), RequestBody.empty()));
        }
        return new R2ObjectStore(TestBucket.SETTINGS);
    }

    /** A bucket with nothing to list, which answers so to removals of many and of one. */
    private static CannedBucket bucket(Function<Asked, Reply> many, Function<Asked, Reply> one) throws Exception {
        return CannedBucket.answering(asked -> switch (asked.method()) {
            case "POST" -> many.apply(asked);
            case "DELETE" -> one.apply(asked);
            default -> EMPTY;
        });
    }

    private static Reply removingAll(Asked asked) {
        return Reply.of(
                200,
                NAMED.matcher(asked.body())
                        .results()
                        .map(key -> "<Deleted>" + key.group() + "</Deleted>")
                        .collect(Collectors.joining("", "<DeleteResult>", "</DeleteResult>")));
    }

    private static String error(String key, String rest) {
        return "<Error><Key>" + key + "</Key>" + rest + "</Error>";
    }

    private static Map<ObjectKey, String> removed(CannedBucket bucket, List<ObjectKey> keys) {
        try (R2ObjectStore store = new R2ObjectStore(bucket.settings())) {
            return store.deleteAll(keys);
        }
    }

    private static List<ObjectKey> removedSingly(CannedBucket bucket) {
        return bucket.asked().stream()
                .filter(asked -> asked.method().equals("DELETE"))
                .map(asked -> new ObjectKey(asked.key()))
                .distinct()
                .toList();
    }

    private static void unavailable(String reason, CannedBucket bucket) {
        assertThatThrownBy(() -> removed(bucket, KEYS))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageStartingWith("Unavailable: delete 5 objects: ")
                .hasMessageEndingWith(reason);
        assertThat(removedSingly(bucket)).isEmpty();
    }

    private static boolean await(CountDownLatch latch, Duration longest) {
        try {
            return latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }

    private static List<ObjectKey> everyKind() {
        return Stream.concat(FOR_XML.stream(), NOT_FOR_XML.stream()).toList();
    }

    private static List<ObjectKey> keys(String... keys) {
        return Stream.of(keys).map(ObjectKey::new).toList();
    }
}
