package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectOrigin;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key at which the bucket and the records differ.
 *
 * @param file its record; null if there is none
 * @param object its object; null if there is none
 * @param tombstone null unless the difference is about it
 */
public record Difference(
        Kind kind,
        ObjectKey key,
        @Nullable FileRecord file,
        @Nullable StoredObject object,
        @Nullable Tombstone tombstone) {

    /** What can be wrong with a key. */
    public enum Kind {
        /** A ready record without an object. */
        MISSING,

        /** An object without a record and without a tombstone. */
        ORPHAN,

        /** A ready record whose object has another size or ETag. */
        ALTERED,

        /** A pending record that the sweep should have settled or removed by now, with or without an object. */
        OVERDUE,

        /** A tombstone whose object is gone, and that the sweep should have noted or dropped by now. */
        UNSETTLED
    }

    /** Whose file it is: as its record says, else its object's metadata, if anything does. */
    public Optional<Owner> owner() {
        if (file != null) {
            return Optional.of(file.owner());
        }
        return Optional.ofNullable(object)
                .flatMap(stored -> ObjectMetadata.read(stored.metadata()))
                .map(ObjectOrigin::owner);
    }

    /** Since when nothing was done at this key: the age of a difference counts from then. */
    public Instant since() {
        return switch (kind) {
            case MISSING -> Objects.requireNonNull(file).updatedAt();
            case ORPHAN, ALTERED -> Objects.requireNonNull(object).modified();
            case OVERDUE -> Objects.requireNonNull(file).createdAt();
            case UNSETTLED -> leftBy(Objects.requireNonNull(tombstone));
        };
    }

    /** When a tombstone was left, at the latest. */
    static Instant leftBy(Tombstone tombstone) {
        return tombstone.until().minus(Tombstone.MEMORY);
    }
}
