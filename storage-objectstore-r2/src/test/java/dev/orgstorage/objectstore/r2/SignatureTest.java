package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;

class SignatureTest {
    private static final List<R2Settings> BUCKETS = List.of(
            at("https://s3.eu-central-1.amazonaws.com"),
            at("https://s3.eu-central-1.amazonaws.com").inHost(),
            at("https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com:443"),
            at("http://127.0.0.1:9000"),
            at("http://localhost:80").inHost(),
            at("http://localhost:443"),
            at("https://storage.example:8443").inHost(),
            at("http://[::1]:9000/"));
    private static final SdkHttpMethod GET = SdkHttpMethod.GET;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant MIDNIGHT = Instant.parse("2026-03-04T00:00:00Z");

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html, "An Example". */
    @Test
    void theExampleOfAwsHasTheSignatureThatAwsSaysItHas() {
        R2Settings settings = R2Settings.s3(
                        URI.create("https://s3.amazonaws.com"),
                        "us-east-1",
                        "examplebucket",
                        "AKIAIOSFODNN7EXAMPLE",
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                .inHost();
        R2Signer signer = new R2Signer(settings, () -> Instant.parse("2013-05-24T00:00:00Z"));
        assertThat(signer.sign(GET, new ObjectKey("test.txt"), Map.of(), Map.of(), DAY))
                .hasToString("https://examplebucket.s3.amazonaws.com/test.txt"
                        + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void theCanonicalRequestOfThatExampleIsTheirs() {
        CanonicalRequest request = new CanonicalRequest(
                "GET",
                "/test.txt",
                CanonicalRequest.query(Map.of(
                        "X-Amz-SignedHeaders", "host",
                        "X-Amz-Expires", "86400",
                        "X-Amz-Date", "20130524T000000Z",
                        "X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request",
                        "X-Amz-Algorithm", "AWS4-HMAC-SHA256")),
                new TreeMap<>(Map.of("host", "examplebucket.s3.amazonaws.com")),
                "host");
        assertThat(request).hasToString("""
                GET
                /test.txt
                X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3\
                %2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host
                host:examplebucket.s3.amazonaws.com

                host
                UNSIGNED-PAYLOAD""");
        assertThat(request.sha256()).isEqualTo("3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04");
    }

    @Test
    void tenThousandRequestsHaveTheSignaturesOfTheSdksOwnSigner() {
        Random random = new Random(20260304);
        SettableClock clock = new SettableClock(Instant.EPOCH);
        List<R2Signer> ours =
                BUCKETS.stream().map(bucket -> new R2Signer(bucket, clock)).toList();
        List<SdkSigner> theirs =
                BUCKETS.stream().map(bucket -> new SdkSigner(bucket, clock)).toList();
        for (int i = 0; i < 10_000; i++) {
            clock.set(RandomRequests.time(random));
            RandomRequests.Unsigned unsigned = RandomRequests.request(random);
            int bucket = i % BUCKETS.size();
            List<String> expected = SdkSigner.parts(theirs.get(bucket).sign(unsigned));
            List<String> actual = SdkSigner.parts(sign(ours.get(bucket), unsigned));
            if (!actual.equals(expected)) {
                assertThat(actual).as("%s at %s", unsigned, clock.instant()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aHostInCapitalsIsSignedAsClientsSendIt() {
        RandomRequests.Unsigned unsigned = RandomRequests.request(new Random(1));
        R2Signer capitals = new R2Signer(at("https://STORAGE.Example"), () -> MIDNIGHT);
        assertThat(sign(capitals, unsigned))
                .isEqualTo(sign(new R2Signer(at("https://storage.example"), () -> MIDNIGHT), unsigned));
    }

    @Test
    void whereManySignAtMidnightEachSignatureIsOfItsOwnDay() throws Exception {
        R2Settings settings = BUCKETS.getFirst();
        RandomRequests.Unsigned unsigned = RandomRequests.request(new Random(2));
        List<Instant> sides = List.of(MIDNIGHT.minusSeconds(1), MIDNIGHT);
        Set<String> right = Set.of(
                new SdkSigner(settings, () -> sides.getFirst()).sign(unsigned),
                new SdkSigner(settings, () -> sides.getLast()).sign(unsigned));
        Set<List<String>> parts =
                Set.copyOf(right.stream().map(SdkSigner::parts).toList());
        AtomicInteger asked = new AtomicInteger();
        InstantSource clock = () -> sides.get(asked.getAndIncrement() % 3 % 2);
        R2Signer signer = new R2Signer(settings, clock);
        List<Future<String>> signed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2000; i++) {
                signed.add(threads.submit(() -> sign(signer, unsigned)));
            }
        }
        for (Future<String> url : signed) {
            assertThat(parts).contains(SdkSigner.parts(url.get()));
        }
    }

    @Test
    void aSignedRequestLivesForASecondToAWeek() {
        R2Signer signer = new R2Signer(BUCKETS.getFirst(), () -> MIDNIGHT);
        for (Duration life : List.of(
                Duration.ZERO, Duration.ofMillis(999), DAY.multipliedBy(7).plusNanos(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> signer.sign(GET, new ObjectKey("a"), Map.of(), Map.of(), life))
                    .withMessageContaining("lives for 1 second to 7 days");
        }
    }

    private static String sign(R2Signer signer, RandomRequests.Unsigned unsigned) {
        return signer.sign(unsigned.method(), unsigned.key(), unsigned.headers(), unsigned.query(), unsigned.life())
                .toString();
    }

    private static R2Settings at(String endpoint) {
        return R2Settings.s3(
                URI.create(endpoint),
                "eu-central-1",
                "files",
                "AKIDEXAMPLE",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    }
}
