package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Repair.Repaired;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A difference as reports tell it: all that the record says, what the bucket says, and what became of it. What there is
 * not, is null.
 *
 * @param since when something was done at this key last
 * @param id of the record or the tombstone
 * @param size of the object, as are the ETag and when it was modified
 * @param outcome of the repair; null without one
 */
record FoundRow(
        String kind,
        String key,
        @Nullable String owner,
        String since,
        @Nullable String id,
        @Nullable String name,
        @Nullable String type,
        @Nullable String uploader,
        @Nullable String state,
        @Nullable Long recordedSize,
        @Nullable String recordedEtag,
        @Nullable String checksumSha256,
        @Nullable String createdAt,
        @Nullable String updatedAt,
        @Nullable Long size,
        @Nullable String etag,
        @Nullable String modified,
        @Nullable String outcome,
        @Nullable String reason) {
    static FoundRow of(Difference difference) {
        @Nullable FileRecord file = difference.file();
        @Nullable StoredObject object = difference.object();
        return new FoundRow(
                word(difference.kind()),
                difference.key().value(),
                difference.owner().map(Owner::scope).orElse(null),
                difference.since().toString(),
                id(difference),
                text(file, FileRecord::name),
                text(file, found -> found.content().type()),
                text(file, FileRecord::uploader),
                text(file, found -> found.isReady() ? "ready" : "pending"),
                file == null ? null : Long.valueOf(file.content().size()),
                text(file, found -> found.state() instanceof FileState.Ready ready ? ready.etag() : null),
                text(file, found -> checksum(found.content().checksum())),
                text(file, FileRecord::createdAt),
                text(file, FileRecord::updatedAt),
                object == null ? null : Long.valueOf(object.size()),
                text(object, StoredObject::etag),
                text(object, StoredObject::modified),
                null,
                null);
    }

    FoundRow with(Repaired repaired) {
        return new FoundRow(
                kind,
                key,
                owner,
                since,
                id,
                name,
                type,
                uploader,
                state,
                recordedSize,
                recordedEtag,
                checksumSha256,
                createdAt,
                updatedAt,
                size,
                etag,
                modified,
                word(repaired.outcome()),
                repaired.reason());
    }

    Kind whichKind() {
        return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    ObjectKey whichKey() {
        return new ObjectKey(key);
    }

    /** As people write it: in small letters, with hyphens. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String id(Difference difference) {
        return Optional.ofNullable(difference.file())
                .map(FileRecord::id)
                .or(() -> Optional.ofNullable(difference.tombstone()).map(tombstone -> tombstone.id()))
                .map(String::valueOf)
                .orElse(null);
    }

    private static @Nullable String checksum(@Nullable Sha256 checksum) {
        return checksum == null ? null : checksum.base64();
    }

    private static <T> @Nullable String text(@Nullable T thing, Function<T, @Nullable Object> part) {
        @Nullable Object value = thing == null ? null : part.apply(thing);
        return value == null ? null : value.toString();
    }
}
