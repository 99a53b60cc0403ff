package dev.orgstorage.port;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The metadata that each object carries, from which its record can be made anew: {@code file-id}, {@code owner}
 * ({@code user:…} or {@code org:…}), {@code uploader} and {@code name}, each percent-encoded, or, where that would be
 * longer than 200 characters and base64 is shorter, {@code base64:} and its UTF-8 bytes in base64url; and {@code sha256},
 * if promised, as it was. All of them together fit the 2 KB of S3 unless both ids are long, not ASCII, and the name is as
 * long as it can be.
 */
public final class ObjectMetadata {
    public static final String FILE_ID = "file-id";
    public static final String OWNER = "owner";
    public static final String UPLOADER = "uploader";
    public static final String NAME = "name";
    public static final String CHECKSUM = "sha256";

    private static final String OLDER_USER = "userid";
    private static final String OLDER_ORGANIZATION = "organizationid";
    private static final String OLDER_NAME = "originalname";

    private static final int READABLE = 200;
    private static final String BASE64 = "base64:";
    private static final char REPLACEMENT = '\uFFFD';

    private ObjectMetadata() {}

    public static Map<String, String> of(FileRecord file) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(FILE_ID, file.id().toString());
        metadata.put(OWNER, encode(file.owner().scope()));
        metadata.put(NAME, encode(file.name().value()));
        if (file.uploader() != null) {
            metadata.put(UPLOADER, encode(file.uploader().value()));
        }
        if (file.content().checksum() != null) {
            metadata.put(CHECKSUM, file.content().checksum().base64());
        }
        return metadata;
    }

    /**
     * What an object's metadata, by names in lower case, says of its origin. Objects without an {@code owner} are read as
     * an older system wrote them: {@code userid}, {@code organizationid} (empty or absent for a user's own files) and
     * {@code originalname}, none of them encoded. Whatever the values are, this does not throw.
     *
     * @return empty if no owner is named, or none that can be read
     */
    public static Optional<ObjectOrigin> read(Map<String, String> metadata) {
        return metadata.containsKey(OWNER) ? ours(metadata) : older(metadata);
    }

    /** @throws IllegalArgumentException if this is not percent-encoded, or base64 as {@link #of} writes it */
    public static String decode(String value) {
        String text = value.startsWith(BASE64)
                ? new String(Base64.getUrlDecoder().decode(value.substring(BASE64.length())), StandardCharsets.UTF_8)
                : PercentEncoding.decode(value);
        // What is not UTF-8 has become this character, which is right only where it was written itself.
        if (text.indexOf(REPLACEMENT) >= 0 && !value.equals(encode(text))) {
            throw new IllegalArgumentException("Not UTF-8: " + value);
        }
        return text;
    }

    private static Optional<ObjectOrigin> ours(Map<String, String> metadata) {
        return part(metadata, OWNER, scope -> Owner.ofScope(decode(scope)))
                .map(owner -> new ObjectOrigin(
                        owner,
                        part(metadata, UPLOADER, user -> new UserId(decode(user)))
                                .orElse(null),
                        part(metadata, NAME, name -> new FileName(decode(name))).orElse(null),
                        part(metadata, FILE_ID, FileId::parse).orElse(null),
                        part(metadata, CHECKSUM, Sha256::new).orElse(null)));
    }

    private static Optional<ObjectOrigin> older(Map<String, String> metadata) {
        Optional<UserId> user = part(metadata, OLDER_USER, UserId::new);
        Optional<Owner> owner = metadata.getOrDefault(OLDER_ORGANIZATION, "").isEmpty()
                ? user.map(Owner::of)
                : part(metadata, OLDER_ORGANIZATION, id -> Owner.of(new OrganizationId(id)));
        Optional<FileName> name = part(metadata, OLDER_NAME, FileName::new);
        return owner.map(whose -> new ObjectOrigin(whose, user.orElse(null), name.orElse(null), null, null));
    }

    private static <T> Optional<T> part(Map<String, String> metadata, String name, Function<String, T> reading) {
        try {
            return Optional.ofNullable(metadata.get(name)).map(reading);
        } catch (IllegalArgumentException | StorageException.Invalid malformed) {
            return Optional.empty();
        }
    }

    private static String encode(String value) {
        String percent = PercentEncoding.encode(value);
        if (percent.length() <= READABLE) {
            return percent;
        }
        String base64 =
                BASE64 + Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return percent.length() <= base64.length() ? percent : base64;
    }
}
