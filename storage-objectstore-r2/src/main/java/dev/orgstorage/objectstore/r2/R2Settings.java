package dev.orgstorage.objectstore.r2;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket, and with which keys. They are not printed.
 *
 * @param endpoint without the bucket, such as {@code https://s3.eu-central-1.amazonaws.com}
 * @param pathStyle whether the bucket is named in the path (R2, MinIO, Ceph, S3Proxy) or in the host (AWS)
 */
public record R2Settings(
        URI endpoint, String region, String bucket, String accessKeyId, String secretAccessKey, boolean pathStyle) {
    private static final String AUTO = "auto";
    private static final Pattern ACCOUNT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern JURISDICTION = Pattern.compile("[a-z0-9]+");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
    private static final Pattern HOST_LABEL = Pattern.compile("[a-z0-9-]+");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");
    private static final Pattern KEY = Pattern.compile("[!-~]+");

    /** @throws IllegalArgumentException if no bucket can be reached with these, naming the one that is wrong */
    public R2Settings {
        check(
                "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()),
                "endpoint is not an http or https URL");
        check(
                endpoint.getHost() != null && endpoint.getRawUserInfo() == null,
                "endpoint is not just a host and a port");
        check(Set.of("", "/").contains(endpoint.getRawPath()), "endpoint has a path; name the bucket by itself");
        check(endpoint.getRawQuery() == null && endpoint.getRawFragment() == null, "endpoint has a query or fragment");
        check(REGION.matcher(region).matches(), "region is not a name such as auto or eu-central-1");
        check(BUCKET.matcher(bucket).matches(), "bucket is not a name of 3 to 63 letters, digits, dots and dashes");
        check(
                pathStyle || HOST_LABEL.matcher(bucket).matches(),
                "bucket cannot be part of a host name; use path style");
        check(
                pathStyle || !ADDRESS.matcher(endpoint.getHost()).matches(),
                "endpoint is an address, of which the bucket cannot be a part; use path style");
        check(KEY.matcher(accessKeyId).matches(), "accessKeyId is blank or has a space in it");
        check(KEY.matcher(secretAccessKey).matches(), "secretAccessKey is blank or has a space in it");
    }

    /**
     * A bucket of Cloudflare R2.
     *
     * @param accountId the 32 hexadecimal digits of the Cloudflare account
     * @param jurisdiction {@code eu} or {@code fedramp} if the bucket was made in one; otherwise null
     */
    public static R2Settings r2(
            String accountId,
            @Nullable String jurisdiction,
            String bucket,
            String accessKeyId,
            String secretAccessKey) {
        check(ACCOUNT.matcher(accountId).matches(), "accountId is not 32 hexadecimal digits");
        check(
                jurisdiction == null || JURISDICTION.matcher(jurisdiction).matches(),
                "jurisdiction is not a name such as eu or fedramp");
        String account = jurisdiction == null ? accountId : accountId + "." + jurisdiction;
        URI endpoint = URI.create("https://" + account + ".r2.cloudflarestorage.com");
        return s3(endpoint, AUTO, bucket, accessKeyId, secretAccessKey);
    }

    /** A bucket of any other S3, named in the path. */
    public static R2Settings s3(
            URI endpoint, String region, String bucket, String accessKeyId, String secretAccessKey) {
        return new R2Settings(endpoint, region, bucket, accessKeyId, secretAccessKey, true);
    }

    /** The same bucket, named in the host, as AWS wants it. */
    public R2Settings inHost() {
        return new R2Settings(endpoint, region, bucket, accessKeyId, secretAccessKey, false);
    }

    /** Where signed URLs lead, as the origin that pages name: scheme, host, and port if it is not the scheme's own. */
    public String origin() {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        int standard = endpoint.getScheme().equals("https") ? 443 : 80;
        String port = endpoint.getPort() == -1 || endpoint.getPort() == standard ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + (pathStyle ? host : bucket + "." + host) + port;
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public String toString() {
        return "R2Settings[%s, bucket %s, region %s]".formatted(endpoint, bucket, region);
    }
}
