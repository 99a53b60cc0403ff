package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.PercentEncoding;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A bucket as other systems fill it: under any key, with any metadata. Requests are signed by hand. */
final class ForeignBucket {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<String, String> settings;

    /** @param settings as a command takes them */
    ForeignBucket(Map<String, String> settings) {
        this.settings = settings;
    }

    void put(String key, String type, String text, Map<String, String> metadata)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(signed(key)).header("Content-Type", type).PUT(BodyPublishers.ofString(text));
        metadata.forEach((name, value) -> request.header("x-amz-meta-" + name, value));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .as(key)
                    .isEqualTo(200);
        }
    }

    private URI signed(String key) throws GeneralSecurityException {
        URI endpoint = URI.create(setting("R2_ENDPOINT"));
        String time = TIME.format(Instant.now());
        String day = time.substring(0, 8);
        String scope = day + "/auto/s3/aws4_request";
        String path =
                "/" + setting("R2_BUCKET") + "/" + PercentEncoding.encode(key).replace("%2F", "/");
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                + URLEncoder.encode(setting("R2_ACCESS_KEY_ID") + "/" + scope, UTF_8)
                + "&X-Amz-Date=" + time + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host";
        String request = String.join(
                "\n", "PUT", path, query, "host:" + endpoint.getAuthority(), "", "host", "UNSIGNED-PAYLOAD");
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(request));
        byte[] secret = ("AWS4" + setting("R2_SECRET_ACCESS_KEY")).getBytes(UTF_8);
        byte[] signingKey = hmac(hmac(hmac(hmac(secret, day), "auto"), "s3"), "aws4_request");
        String signature = HexFormat.of().formatHex(hmac(signingKey, toSign));
        return URI.create(endpoint + path + "?" + query + "&X-Amz-Signature=" + signature);
    }

    private String setting(String name) {
        return settings.getOrDefault(name, "");
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
