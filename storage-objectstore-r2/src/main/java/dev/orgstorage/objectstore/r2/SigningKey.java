package dev.orgstorage.objectstore.r2;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What signs requests to one service in one region on one day, as <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS derives it</a>
 * from the secret access key. It never changes, so that any number of threads may sign with it.
 */
final class SigningKey {
    private static final String HMAC = "HmacSHA256";
    private static final String END = "aws4_request";

    private final LocalDate day;
    private final String scope;
    private final SecretKeySpec key;

    SigningKey(String secretAccessKey, LocalDate day, String region, String service) {
        String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
        byte[] secret = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        byte[] dateKey = hmac(keyOf(secret), date);
        byte[] regionKey = hmac(keyOf(dateKey), region);
        byte[] serviceKey = hmac(keyOf(regionKey), service);
        this.day = day;
        this.scope = date + "/" + region + "/" + service + "/" + END;
        this.key = keyOf(hmac(keyOf(serviceKey), END));
    }

    LocalDate day() {
        return day;
    }

    /** For what it signs, such as {@code 20130524/us-east-1/s3/aws4_request}. */
    String scope() {
        return scope;
    }

    /** In hexadecimal digits. */
    String signature(String stringToSign) {
        return HexFormat.of().formatHex(hmac(key, stringToSign));
    }

    private static SecretKeySpec keyOf(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac hmac = Mac.getInstance(HMAC);
            hmac.init(key);
            return hmac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(HMAC + " takes keys of any length", e);
        }
    }
}
