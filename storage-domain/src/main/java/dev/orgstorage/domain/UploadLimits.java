package dev.orgstorage.domain;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be uploaded: sizes in bytes, both ends included, and media types as {@code image/png} or {@code image/*};
 * an empty set allows any. SVG is not among {@code image/*}; it has to be named.
 */
public record UploadLimits(long smallest, long largest, Set<String> types) {
    /** What R2 takes in one PUT: 5 GiB less 5 MiB. */
    public static final long LARGEST_PUT = (5L << 30) - (5L << 20);

    /** What R2 takes in parts: 5 TiB less 5 GiB. */
    public static final long LARGEST_OBJECT = (5L << 40) - (5L << 30);

    /** @throws IllegalArgumentException if nothing can be within these limits, no bucket can hold it, or a type is not one */
    public UploadLimits {
        if (smallest < 0 || largest < smallest || largest > LARGEST_OBJECT) {
            throw new IllegalArgumentException(
                    "Sizes from " + smallest + " to " + largest + " are not within 0 to " + LARGEST_OBJECT);
        }
        types = types.stream().map(UploadLimits::range).collect(Collectors.toUnmodifiableSet());
    }

    /** Any type, empty files too, up to what R2 takes. */
    public static UploadLimits standard() {
        return new UploadLimits(0, LARGEST_OBJECT, Set.of());
    }

    /**
     * Only these types, up to so many bytes: {@code upTo(10 << 20, "image/*")} is "images only, 10 MB". Empty files are
     * refused.
     */
    public static UploadLimits upTo(long largest, String... types) {
        return new UploadLimits(1, largest, Set.copyOf(Arrays.asList(types)));
    }

    /**
     * @throws StorageException.Invalid if it is too small or too large
     * @throws StorageException.TypeNotAllowed if its type is not among the allowed
     */
    public void check(Content content) {
        if (content.size() < smallest) {
            throw new StorageException.Invalid("fileSize", "is below the smallest allowed, " + smallest + " bytes");
        }
        if (content.size() > largest) {
            throw new StorageException.Invalid("fileSize", "is above the largest allowed, " + largest + " bytes");
        }
        if (!types.isEmpty() && types.stream().noneMatch(range -> covers(range, content.type()))) {
            throw new StorageException.TypeNotAllowed(content.type(), types);
        }
    }

    /** @throws StorageException.Invalid if one PUT cannot carry it, whatever these limits are */
    public static void checkPut(Content content) {
        if (content.size() > LARGEST_PUT) {
            throw new StorageException.Invalid(
                    "fileSize", "is above what one PUT carries, " + LARGEST_PUT + " bytes; send the file in parts");
        }
    }

    /** SVG is a picture in which scripts can be. */
    private static boolean covers(String range, MediaType type) {
        return type.in(range) && (ContentKind.of(type) != ContentKind.SVG || range.equals(type.value()));
    }

    private static String range(String type) {
        return MediaType.range(type)
                .orElseThrow(() -> new IllegalArgumentException("Neither type/subtype nor type/*: " + type));
    }
}
