package dev.orgstorage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs addresses as S3 wants it; by hand, since the SDK comes with S3Proxy but is not ours to use here. */
final class SignedRequests {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SignedRequests() {}

    static URI sign(EmbeddedBucket bucket, String method, String key) throws GeneralSecurityException {
        return sign(bucket, method, key, "");
    }

    /** @param parameters in their order, each after {@code &}; encoded, and in small letters */
    static URI sign(EmbeddedBucket bucket, String method, String key, String parameters)
            throws GeneralSecurityException {
        String time = TIME.format(Instant.now());
        String day = time.substring(0, 8);
        String scope = day + "/auto/s3/aws4_request";
        String path = "/" + bucket.bucket() + "/" + key;
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential="
                + URLEncoder.encode(bucket.credentials().accessKey() + "/" + scope, UTF_8)
                + "&X-Amz-Date=" + time + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host" + parameters;
        String request = String.join(
                "\n", method, path, query, "host:" + bucket.endpoint().getAuthority(), "", "host", "UNSIGNED-PAYLOAD");
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(request));
        byte[] secret = ("AWS4" + bucket.credentials().secretKey()).getBytes(UTF_8);
        byte[] signingKey = hmac(hmac(hmac(hmac(secret, day), "auto"), "s3"), "aws4_request");
        String signature = HexFormat.of().formatHex(hmac(signingKey, toSign));
        return URI.create(bucket.endpoint() + path + "?" + query + "&X-Amz-Signature=" + signature);
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
