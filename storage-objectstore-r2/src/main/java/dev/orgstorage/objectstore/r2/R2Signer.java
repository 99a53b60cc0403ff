package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.PercentEncoding;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests in their query (AWS Signature Version 4). Every header given is signed, and the body is not. It does
 * what S3Presigner does, but by the clock given and without building, marshalling and resolving an SDK request first.
 */
final class R2Signer {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final R2Settings settings;
    private final AwsCredentialsIdentity identity;
    private final Clock clock;

    R2Signer(R2Settings settings, InstantSource clock) {
        this.settings = settings;
        this.identity = AwsCredentialsIdentity.create(settings.accessKeyId(), settings.secretAccessKey());
        this.clock = clock.withZone(ZoneOffset.UTC);
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
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(method).uri(settings.endpoint()).encodedPath(path(key));
        if (!settings.pathStyle()) {
            request.host(settings.bucket() + "." + settings.endpoint().getHost());
        }
        headers.forEach(request::putHeader);
        query.forEach(request::putRawQueryParameter);
        return signer.sign(unsigned -> unsigned.identity(identity)
                        .request(request.build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, life)
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri();
    }

    private String path(ObjectKey key) {
        String object = "/" + PercentEncoding.encode(key.value()).replace("%2F", "/");
        return settings.pathStyle() ? "/" + settings.bucket() + object : object;
    }
}
