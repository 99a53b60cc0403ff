package dev.orgstorage.port;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metadata that each object carries, from which its record can be made anew: {@code file-id}, {@code owner}
 * ({@code user:…} or {@code org:…}), {@code uploader} and {@code name}, each percent-encoded, or, where that would be
 * longer than 200 characters and base64 is shorter, {@code base64:} and its UTF-8 bytes in base64url, so that all of
 * them together fit the 2 KB of S3 unless both ids are long, not ASCII, and the name is as long as it can be.
 */
public final class ObjectMetadata {
    public static final String FILE_ID = "file-id";
    public static final String OWNER = "owner";
    public static final String UPLOADER = "uploader";
    public static final String NAME = "name";

    private static final int READABLE = 200;
    private static final String BASE64 = "base64:";

    private ObjectMetadata() {}

    public static Map<String, String> of(FileRecord file) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(FILE_ID, file.id().toString());
        metadata.put(OWNER, encode(file.owner().scope()));
        metadata.put(NAME, encode(file.name().value()));
        if (file.uploader() != null) {
            metadata.put(UPLOADER, encode(file.uploader().value()));
        }
        return metadata;
    }

    /** @throws IllegalArgumentException if this was not written by {@link #of} */
    public static String decode(String value) {
        return value.startsWith(BASE64)
                ? new String(Base64.getUrlDecoder().decode(value.substring(BASE64.length())), StandardCharsets.UTF_8)
                : PercentEncoding.decode(value);
    }

    private static String encode(String value) {
        String percent = PercentEncoding.encode(value);
        String base64 =
                BASE64 + Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return percent.length() <= READABLE || percent.length() <= base64.length() ? percent : base64;
    }
}
