package dev.orgstorage.http;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import io.javalin.http.Context;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file as Uppy describes it. The size is what the application has put into its metadata. */
record UppyFile(FileName name, Content content) {
    private static final String SIZE = "metadata.size";
    private static final int MOST_DIGITS = 16;
    private static final Set<String> NO_TYPE = Set.of("", "null", "undefined");

    static UppyFile inQuery(Context request) {
        return of(
                request.queryParam("filename"),
                request.queryParam("type"),
                field -> request.queryParam("metadata[" + field + "]"));
    }

    /** @param metadata what it says of a field, as text or number; null if nothing */
    static UppyFile of(@Nullable String filename, @Nullable String type, Function<String, @Nullable Object> metadata) {
        @Nullable Object size = metadata.apply("size");
        if (size == null) {
            throw new StorageException.Invalid(
                    SIZE, "is missing; Uppy sends no sizes by itself: uppy.setFileMeta(file.id, { size: file.size })");
        }
        return of(filename, type, number(SIZE, String.valueOf(size)));
    }

    static UppyFile of(@Nullable String filename, @Nullable String type, long size) {
        return new UppyFile(new FileName(Required.field("filename", filename)), new Content(typed(type), size));
    }

    /** Where browsers know no type they say nothing, and scripts make a word of that. */
    private static MediaType typed(@Nullable String type) {
        return type == null || NO_TYPE.contains(type) ? MediaType.BYTES : new MediaType(type);
    }

    /** The size of the parts in which Uppy sends it, unless it was told another. */
    long partSize() {
        return Math.max(Parts.SMALLEST, Math.ceilDiv(content.size(), Parts.MOST));
    }

    static long number(String field, String text) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!isNumber) {
            throw new StorageException.Invalid(field, "is not a whole number of at most " + MOST_DIGITS + " digits");
        }
        return Long.parseLong(text);
    }
}
