package dev.orgstorage.benchmarks;

import dev.orgstorage.usecase.Difference.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a file by the time that objects and records are compared. Of each {@link #BLOCK} files in a row, all
 * but one of each other fate are well; so there are 1,000 objects and 1,000 records among them.
 */
enum Fate {
    WELL(true, true, null),
    LOST(true, false, Kind.MISSING),
    STRAY(false, true, Kind.ORPHAN),
    RESIZED(true, true, Kind.ALTERED),
    REPLACED(true, true, Kind.ALTERED),
    /** Its upload was started and never came. */
    ABANDONED(true, false, Kind.OVERDUE),
    /** It was deleted, and the tombstone should have gone since. */
    FORGOTTEN(false, false, Kind.UNSETTLED),
    /** It is uploaded, and its client may still say so: no difference. */
    ARRIVING(true, true, null),
    /** It was deleted, and its object is about to go: no difference. */
    LEAVING(false, true, null);

    static final int BLOCK = 1003;

    private static final int SPACING = 100;

    private final boolean recorded;
    private final boolean stored;
    private final @Nullable Kind kind;

    Fate(boolean recorded, boolean stored, @Nullable Kind kind) {
        this.recorded = recorded;
        this.stored = stored;
        this.kind = kind;
    }

    static Fate of(int position) {
        int place = position % BLOCK;
        return place % SPACING == 0 && place / SPACING < values().length ? values()[place / SPACING] : WELL;
    }

    /** Whether it has a record. */
    boolean isRecorded() {
        return recorded;
    }

    /** Whether it has an object. */
    boolean isStored() {
        return stored;
    }

    /** What a comparison has to find. */
    Optional<Kind> kind() {
        return Optional.ofNullable(kind);
    }
}
