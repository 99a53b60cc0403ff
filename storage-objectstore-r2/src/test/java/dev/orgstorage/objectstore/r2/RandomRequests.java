package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Requests to sign, of all that signatures have been wrong about. */
final class RandomRequests {
    private static final int[] HARD =
            "aZ09-._~%=|+ &?#@:;,!'()*[]{}\"<>^`\\$/ü日🦊ıİ".codePoints().toArray();
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Content-Length",
            "If-None-Match",
            "x-amz-meta-name",
            "X-AMZ-META-INITIAL",
            "x-amz-meta",
            "x-amz-checksum-sha256");
    private static final List<String> PARAMETERS = List.of(
            "response-content-disposition", "response-content-type", "partNumber", "uploadId", "x-id", "odd name+ü");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-04T00:00:00Z");

    private RandomRequests() {}

    record Unsigned(
            SdkHttpMethod method,
            ObjectKey key,
            Map<String, String> headers,
            Map<String, String> query,
            Duration life) {}

    static Unsigned request(RandomGenerator random) {
        return new Unsigned(
                random.nextBoolean() ? SdkHttpMethod.GET : SdkHttpMethod.PUT,
                key(random),
                some(HEADERS, random),
                some(PARAMETERS, random),
                Duration.ofSeconds(1 + random.nextInt(604_800)));
    }

    static ObjectKey key(RandomGenerator random) {
        return new ObjectKey("k" + text(random, 60));
    }

    /** Half of them two seconds around a midnight in UTC. */
    static Instant time(RandomGenerator random) {
        return random.nextBoolean()
                ? MIDNIGHT.plusMillis(random.nextInt(-2000, 2000))
                : MIDNIGHT.plusSeconds(random.nextInt());
    }

    private static Map<String, String> some(List<String> names, RandomGenerator random) {
        Map<String, String> some = new TreeMap<>();
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                some.put(name, text(random, 30));
            }
        }
        return some;
    }

    private static String text(RandomGenerator random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(longest); length > 0; length--) {
            text.appendCodePoint(HARD[random.nextInt(HARD.length)]);
            text.append(" ".repeat(random.nextInt(8) == 0 ? 2 : 0));
        }
        return text.toString();
    }
}
