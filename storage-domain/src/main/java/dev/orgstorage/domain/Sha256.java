package dev.orgstorage.domain;

import java.util.Base64;

/** A SHA-256 digest in the form in which S3 sends it: 32 bytes in base64, 44 characters. */
public record Sha256(String base64) {
    private static final int BYTES = 32;

    /** @throws StorageException.Invalid if it is not 32 bytes in base64 */
    public Sha256 {
        if (!wellFormed(base64)) {
            throw new StorageException.Invalid("checksumSha256", "is not a SHA-256 in base64 (44 characters)");
        }
    }

    /** The digest in base64 of the bytes of a digest. */
    public static Sha256 of(byte[] digest) {
        return new Sha256(Base64.getEncoder().encodeToString(digest));
    }

    private static boolean wellFormed(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == BYTES
                    && Base64.getEncoder().encodeToString(bytes).equals(base64);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    @Override
    public String toString() {
        return base64;
    }
}
