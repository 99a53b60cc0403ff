package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.PercentEncoding;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Signs requests in their query, as <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">AWS Signature Version 4</a> has it
 * for S3. Every header given is signed, and so is the host; the body is not. Any number of threads may sign at once.
 */
final class R2Signer {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final R2Settings settings;
    private final InstantSource clock;
    private final String origin;
    private final String host;
    private final String bucketPath;
    private volatile SigningKey latest;

    R2Signer(R2Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.origin = settings.origin();
        this.host = origin.substring(origin.indexOf("//") + "//".length());
        this.bucketPath = settings.pathStyle() ? "/" + settings.bucket() + "/" : "/";
        this.latest = newKey(now().toLocalDate());
    }

    URI sign(
            SdkHttpMethod method,
            ObjectKey key,
            Map<String, String> headers,
            Map<String, String> query,
            Duration life) {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A signed request lives for 1 second to 7 days, not " + life);
        }
        LocalDateTime now = now();
        String time = timestamp(now);
        SigningKey signingKey = keyOf(now.toLocalDate());

        SortedMap<String, String> signed = CanonicalRequest.headers(headers);
        signed.put("host", host);
        String signedHeaders = CanonicalRequest.signedHeaders(signed);

        Map<String, String> parameters = new HashMap<>(query);
        parameters.put("X-Amz-Algorithm", ALGORITHM);
        parameters.put("X-Amz-Credential", settings.accessKeyId() + "/" + signingKey.scope());
        parameters.put("X-Amz-Date", time);
        parameters.put("X-Amz-Expires", Long.toString(life.toSeconds()));
        parameters.put("X-Amz-SignedHeaders", signedHeaders);

        String path = bucketPath + PercentEncoding.encodePath(key.value());
        CanonicalRequest request =
                new CanonicalRequest(method.name(), path, CanonicalRequest.query(parameters), signed, signedHeaders);
        String signature = signingKey.signature(stringToSign(time, signingKey.scope(), request));
        return URI.create(origin + path + "?" + request.query() + "&X-Amz-Signature=" + signature);
    }

    private static String stringToSign(String time, String scope, CanonicalRequest request) {
        return ALGORITHM + "\n" + time + "\n" + scope + "\n" + request.sha256();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Such as {@code 20130524T000000Z}, in whatever language we are. */
    private static String timestamp(LocalDateTime time) {
        int date = (time.getYear() * 100 + time.getMonthValue()) * 100 + time.getDayOfMonth();
        int clock = (time.getHour() * 100 + time.getMinute()) * 100 + time.getSecond();
        return date + "T" + Integer.toString(1_000_000 + clock).substring(1) + "Z";
    }

    /** Two threads may make the key of a new day at once; either is right. */
    private SigningKey keyOf(LocalDate day) {
        SigningKey key = latest;
        if (!key.day().equals(day)) {
            key = newKey(day);
            latest = key;
        }
        return key;
    }

    private SigningKey newKey(LocalDate day) {
        return new SigningKey(settings.secretAccessKey(), day, settings.region(), "s3");
    }
}
