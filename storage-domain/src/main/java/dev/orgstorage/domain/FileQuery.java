package dev.orgstorage.domain;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Which of an owner's ready files, newest first.
 *
 * @param limit how many at most, 1 to 1,000
 * @param after the end of the page before; null for the first page
 * @param nameContains part of the name, in any case of letters and any Unicode form; null for any name
 * @param type a media type, {@code image/png} or {@code image/*}; null for any type
 */
public record FileQuery(
        int limit,
        @Nullable Cursor after,
        @Nullable String nameContains,
        @Nullable String type) {
    public static final int LARGEST_LIMIT = 1000;
    public static final int STANDARD_LIMIT = 50;
    private static final int LONGEST_TEXT = 255;

    /** @throws StorageException.Invalid if the limit is out of bounds, a text too long, or the type not one */
    public FileQuery {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new StorageException.Invalid("limit", "is not within 1 to " + LARGEST_LIMIT);
        }
        if (nameContains != null) {
            nameContains = Normalizer.normalize(nameContains, Normalizer.Form.NFC);
            if (nameContains.length() > LONGEST_TEXT || nameContains.chars().anyMatch(Character::isISOControl)) {
                throw new StorageException.Invalid(
                        "q", "has control characters or more than " + LONGEST_TEXT + " characters");
            }
        }
        if (type != null) {
            type = MediaType.range(type)
                    .orElseThrow(() -> new StorageException.Invalid("type", "is neither type/subtype nor type/*"));
        }
    }

    /** The newest files. */
    public static FileQuery newest(int limit) {
        return new FileQuery(limit, null, null, null);
    }

    public FileQuery after(@Nullable Cursor cursor) {
        return new FileQuery(limit, cursor, nameContains, type);
    }
}
