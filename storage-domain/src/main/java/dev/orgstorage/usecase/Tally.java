package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts as a comparison goes on. */
final class Tally {
    private final Map<Kind, Long> differences = new EnumMap<>(Kind.class);
    private long objects;
    private long ready;
    private long inPlace;
    private long pending;
    private long tombstones;
    private long leaving;

    Tally() {
        for (Kind kind : Kind.values()) {
            differences.put(kind, 0L);
        }
    }

    void see(
            ObjectPage.@Nullable Entry object,
            @Nullable FileRecord file,
            @Nullable Tombstone tombstone,
            boolean suspect) {
        if (object != null) {
            objects++;
        }
        if (file != null && file.isReady()) {
            ready++;
            inPlace += suspect ? 0 : 1;
        } else if (file != null) {
            pending++;
        }
        if (tombstone != null) {
            tombstones++;
            leaving += file == null && object != null ? 1 : 0;
        }
    }

    void find(Kind kind) {
        differences.merge(kind, 1L, Long::sum);
    }

    Counts counts() {
        return new Counts(objects, ready, inPlace, pending, tombstones, leaving, differences);
    }
}
