package dev.orgstorage.objectstore.r2;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the SDK's client. What it is told here, it takes from no profile, variable or instance; it parses the machine's
 * AWS configuration once all the same, and fails at the start if that is malformed.
 *
 * <p>A call has four seconds, unless its request says otherwise. Waiting for a connection or for bytes has no shorter
 * bound than the longest call, so that it ends with its own.
 *
 * <p>Over Apache's HTTP client, which keeps as many connections as it is told: the JDK's keeps five, so that hundreds of
 * callers at once would shake hands anew for almost every call.
 */
final class R2Client {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(4);

    /** What a request may ask for at most. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private static final int ATTEMPTS = 2;
    private static final int CONNECTIONS = 64;

    private R2Client() {}

    static S3Client of(R2Settings settings) {
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())))
                .forcePathStyle(settings.pathStyle())
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .disableS3ExpressSessionAuth(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.apiCallTimeout(CALL)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build())
                        .addExecutionInterceptor(new R2ContentMd5())
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(LONGEST_CALL)
                        .socketTimeout(LONGEST_CALL)
                        .maxConnections(CONNECTIONS))
                .build();
    }
}
