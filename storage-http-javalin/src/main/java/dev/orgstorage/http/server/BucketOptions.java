package dev.orgstorage.http.server;

import dev.orgstorage.objectstore.r2.R2Settings;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

final class BucketOptions {
    @Option(
            names = "--r2-account-id",
            paramLabel = "R2_ACCOUNT_ID",
            description = "the Cloudflare account; or else R2_ENDPOINT")
    private @Nullable String accountId;

    @Option(
            names = "--r2-jurisdiction",
            paramLabel = "R2_JURISDICTION",
            description = "of the bucket, if it was made in one: eu or fedramp")
    private @Nullable String jurisdiction;

    @Option(
            names = "--r2-endpoint",
            paramLabel = "R2_ENDPOINT",
            description = {"another S3 server, as http://minio:9000", "or https://s3.eu-central-1.amazonaws.com"})
    private @Nullable String endpoint;

    @Option(names = "--r2-region", paramLabel = "R2_REGION", description = "auto if not given")
    private String region = "auto";

    @Option(names = "--r2-bucket", paramLabel = "R2_BUCKET", description = "the bucket's name")
    private @Nullable String bucket;

    @Option(names = "--r2-access-key-id", paramLabel = "R2_ACCESS_KEY_ID", description = "an S3 access key")
    private @Nullable String accessKeyId;

    @Option(names = "--r2-secret-access-key", paramLabel = "R2_SECRET_ACCESS_KEY", description = "its secret")
    private @Nullable String secretAccessKey;

    @Option(
            names = "--r2-virtual-host",
            paramLabel = "R2_VIRTUAL_HOST",
            arity = "0..1",
            fallbackValue = "true",
            description = "name the bucket in the host, as AWS wants it, not in the path")
    private boolean virtualHost;

    boolean given() {
        return Stream.of(accountId, endpoint, bucket, accessKeyId, secretAccessKey)
                .anyMatch(option -> option != null);
    }

    @Nullable
    R2Settings settings(Missing missing) {
        if (accountId == null && endpoint == null) {
            missing.fault("R2_ACCOUNT_ID or R2_ENDPOINT is missing");
        }
        String name = missing.need("R2_BUCKET", bucket);
        String key = missing.need("R2_ACCESS_KEY_ID", accessKeyId);
        String secret = missing.need("R2_SECRET_ACCESS_KEY", secretAccessKey);
        if (name.isEmpty() || key.isEmpty() || secret.isEmpty() || (accountId == null && endpoint == null)) {
            return null;
        }
        try {
            R2Settings settings = endpoint == null
                    ? R2Settings.r2(String.valueOf(accountId), jurisdiction, name, key, secret)
                    : R2Settings.s3(URI.create(endpoint), region, name, key, secret);
            return virtualHost ? settings.inHost() : settings;
        } catch (IllegalArgumentException e) {
            missing.fault("R2: " + e.getMessage());
            return null;
        }
    }
}
