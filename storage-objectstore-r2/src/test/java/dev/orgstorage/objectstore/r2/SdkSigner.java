package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.PercentEncoding;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The signer of the AWS SDK, which ours is compared with. */
final class SdkSigner {
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final R2Settings settings;
    private final AwsCredentialsIdentity identity;
    private final Clock clock;

    SdkSigner(R2Settings settings, InstantSource clock) {
        this.settings = settings;
        this.identity = AwsCredentialsIdentity.create(settings.accessKeyId(), settings.secretAccessKey());
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    String sign(RandomRequests.Unsigned unsigned) {
        String object = "/" + PercentEncoding.encode(unsigned.key().value()).replace("%2F", "/");
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(unsigned.method())
                .uri(settings.endpoint())
                .encodedPath(settings.pathStyle() ? "/" + settings.bucket() + object : object);
        if (!settings.pathStyle()) {
            request.host(settings.bucket() + "." + settings.endpoint().getHost());
        }
        unsigned.headers().forEach(request::putHeader);
        unsigned.query().forEach(request::putRawQueryParameter);
        return signer.sign(signing -> signing.identity(identity)
                        .request(request.build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, unsigned.life())
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri()
                .toString();
    }

    /** What comes before the query, and its parameters in one order: the SDK has them in another than it signs. */
    static List<String> parts(String url) {
        int query = url.indexOf('?');
        return Stream.concat(
                        Stream.of(url.substring(0, query)),
                        Arrays.stream(url.substring(query + 1).split("&")).sorted())
                .toList();
    }
}
