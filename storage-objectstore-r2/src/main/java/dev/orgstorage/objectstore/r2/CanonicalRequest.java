package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.TreeMap;

/**
 * A request in the one form in which <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html#query-string-auth-v4-signing">both
 * sides sign it</a>, whatever its body is.
 *
 * @param path encoded once, and not normalized, as S3 alone has it
 * @param query as {@link #query} writes it
 * @param headers as {@link #headers} reads them
 */
record CanonicalRequest(
        String method, String path, String query, SortedMap<String, String> headers, String signedHeaders) {
    private static final String ANY_BODY = "UNSIGNED-PAYLOAD";

    /** Headers by names in lower case, their values without spaces around them and with single ones inside. */
    static SortedMap<String, String> headers(Map<String, String> headers) {
        SortedMap<String, String> canonical = new TreeMap<>();
        headers.forEach((name, value) -> canonical.put(name.toLowerCase(Locale.ROOT), trimmed(value)));
        return canonical;
    }

    static String signedHeaders(SortedMap<String, String> headers) {
        return String.join(";", headers.keySet());
    }

    /** Parameters by name, all encoded. */
    static String query(Map<String, String> parameters) {
        SortedMap<String, String> encoded = new TreeMap<>();
        parameters.forEach((name, value) -> encoded.put(PercentEncoding.encode(name), PercentEncoding.encode(value)));
        StringBuilder query = new StringBuilder(512);
        encoded.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(value));
        return query.toString();
    }

    /** In hexadecimal digits. */
    String sha256() {
        try {
            byte[] bytes = toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(1024);
        text.append(method).append('\n').append(path).append('\n').append(query).append('\n');
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(ANY_BODY)
                .toString();
    }

    private static String trimmed(String value) {
        if (value.indexOf(' ') < 0) {
            return value;
        }
        StringJoiner words = new StringJoiner(" ");
        StringTokenizer separated = new StringTokenizer(value, " ");
        while (separated.hasMoreTokens()) {
            words.add(separated.nextToken());
        }
        return words.toString();
    }
}
