package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.usecase.Difference.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what there is at one key. What the sweep may not have come to yet is no difference. */
record Comparison(Instant now) {
    /** After this long the sweep has looked again at what it could not finish. */
    static final Duration SWEPT_WITHIN = ExpiredUploads.NEXT_LOOK.multipliedBy(2);

    /** What is wrong with what a listing and the records say of a key. */
    Optional<Kind> of(ObjectPage.@Nullable Entry object, @Nullable FileRecord file, @Nullable Tombstone tombstone) {
        if (file != null) {
            return switch (file.state()) {
                case FileState.Ready(String etag, Instant since) ->
                    ready(object, file.content().size(), etag);
                case FileState.Pending pending -> only(isOverdue(pending.until()), Kind.OVERDUE);
            };
        }
        if (object != null) {
            return only(tombstone == null, Kind.ORPHAN);
        }
        return only(tombstone != null && isUnsettled(tombstone), Kind.UNSETTLED);
    }

    /** What is found at a key where the bucket itself has been asked. */
    Optional<Difference> of(
            ObjectKey key, @Nullable StoredObject object, @Nullable FileRecord file, @Nullable Tombstone tombstone) {
        return of(object == null ? null : entry(object), file, tombstone)
                .map(kind -> new Difference(kind, key, file, object, tombstone));
    }

    /** Whether its end passed so long ago that, whatever clocks say, nothing can arrive under its key any more. */
    boolean hasEnded(Tombstone tombstone) {
        return isLongPast(tombstone.until());
    }

    private static Optional<Kind> ready(ObjectPage.@Nullable Entry object, long size, String etag) {
        if (object == null) {
            return Optional.of(Kind.MISSING);
        }
        return only(object.size() != size || !object.etag().equals(etag), Kind.ALTERED);
    }

    private boolean isOverdue(Instant until) {
        return isLongPast(until.plus(Tombstone.TRANSFER));
    }

    private boolean isUnsettled(Tombstone tombstone) {
        return tombstone.objectRemoved() ? hasEnded(tombstone) : isLongPast(Difference.leftBy(tombstone));
    }

    private boolean isLongPast(Instant time) {
        return time.plus(SWEPT_WITHIN).isBefore(now);
    }

    private static ObjectPage.Entry entry(StoredObject object) {
        return new ObjectPage.Entry(object.key(), object.size(), object.etag(), object.modified());
    }

    private static Optional<Kind> only(boolean so, Kind kind) {
        return so ? Optional.of(kind) : Optional.empty();
    }
}
