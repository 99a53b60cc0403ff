package dev.orgstorage.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where an object sits in the bucket: 1 to 1,024 bytes of UTF-8 without control characters. The keys made here begin
 * with a prefix that is their owner's alone, hold the file's id, and end with as much of its name as is safe, for
 * people who look into the bucket. They are never used twice.
 *
 * <p>Keys are in the order of their UTF-8 bytes, as S3 lists them and PostgreSQL sorts them by the collation "C". That of
 * their strings is another: it has U+1F98A, a surrogate pair, before U+FB01.
 */
public record ObjectKey(String value) implements FileRef, Comparable<ObjectKey> {
    private static final int LONGEST_BYTES = 1024;
    private static final int LONGEST_ENCODED_ID = 200;
    private static final int LONGEST_NAME = 100;
    private static final String HASHED = "sha256=";

    /** @throws IllegalArgumentException if no S3 object can have this key */
    public ObjectKey {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_BYTES) {
            throw new IllegalArgumentException("A key has 1 to " + LONGEST_BYTES + " bytes, not " + bytes);
        }
        if (!OpaqueText.isStorable(value)) {
            throw new IllegalArgumentException("A key has no control characters and no halves of surrogate pairs");
        }
    }

    /** The key of a new file. */
    static ObjectKey of(Owner owner, FileId id, FileName name) {
        return new ObjectKey(prefixOf(owner) + id + "-" + readable(name));
    }

    /** What the keys of all files uploaded for this owner begin with, and no other owner's; it ends with a slash. */
    public static String prefixOf(Owner owner) {
        return switch (owner) {
            case Owner.Personal(UserId user) -> "uploads/users/" + segment(user.value()) + "/";
            case Owner.Organization(OrganizationId organization) ->
                "uploads/orgs/" + segment(organization.value()) + "/";
        };
    }

    /** One path segment for an id. A hashed id has an "=", which an encoded one never has, so the two cannot meet. */
    private static String segment(String id) {
        String encoded = id.chars().allMatch(c -> c == '.') ? id.replace(".", "%2E") : PercentEncoding.encode(id);
        return encoded.length() > LONGEST_ENCODED_ID ? HASHED + sha256(id) : encoded;
    }

    /**
     * The id that a path segment of an owner stands for: decoded if it is as {@link #prefixOf} would encode that id,
     * otherwise the segment as it is. Empty if it holds only an id's hash.
     */
    static Optional<String> idIn(String segment) {
        if (segment.startsWith(HASHED)) {
            return Optional.empty();
        }
        try {
            String id = PercentEncoding.decode(segment);
            return Optional.of(segment(id).equals(segment) ? id : segment);
        } catch (IllegalArgumentException notEncoded) {
            return Optional.of(segment);
        }
    }

    private static String readable(FileName name) {
        String safe = name.value().replaceAll("[^A-Za-z0-9.-]+", "-");
        return safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** UTF-8 is in the order of code points. So is UTF-16, but for surrogates, which are of characters beyond all others. */
    @Override
    public int compareTo(ObjectKey other) {
        int shorter = Math.min(value.length(), other.value.length());
        for (int i = 0; i < shorter; i++) {
            char here = value.charAt(i);
            char there = other.value.charAt(i);
            if (here != there) {
                return Character.isSurrogate(here) == Character.isSurrogate(there)
                        ? Character.compare(here, there)
                        : Boolean.compare(Character.isSurrogate(here), Character.isSurrogate(there));
            }
        }
        return Integer.compare(value.length(), other.value.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
