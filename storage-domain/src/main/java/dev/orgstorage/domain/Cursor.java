package dev.orgstorage.domain;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where a page of a listing ended: the next page begins with the files made before this one. Says nothing of owners. */
public record Cursor(FileId before) {
    private static final int BYTES = 16;

    /** @throws StorageException.Invalid if {@link #toString} did not write this */
    public static Cursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                Cursor cursor = new Cursor(new FileId(new UUID(buffer.getLong(), buffer.getLong())));
                if (cursor.toString().equals(text)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException notOurs) {
            // The answer below says all there is to say.
        }
        throw new StorageException.Invalid("cursor", "is not one of a page before; send nextCursor as it came");
    }

    @Override
    public String toString() {
        UUID id = before.value();
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
