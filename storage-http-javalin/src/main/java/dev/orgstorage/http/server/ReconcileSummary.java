package dev.orgstorage.http.server;

import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found, and what was done about it.
 *
 * @param leaving objects that have a tombstone
 * @param differences how many of each kind
 * @param miscounted owners whose usage was not what their records amount to; only a comparison of all keys looks
 * @param recounted of how many of them it was corrected
 * @param refused why nothing was repaired, although that was asked for; null if it was not refused
 * @param repaired how many came to which end; empty without a repair
 */
record ReconcileSummary(
        long objects,
        long ready,
        long pending,
        long tombstones,
        long leaving,
        Map<String, Long> differences,
        long miscounted,
        long recounted,
        @Nullable String refused,
        Map<String, Long> repaired) {
    static ReconcileSummary of(
            Counts counts, long miscounted, long recounted, @Nullable String refused, Map<Outcome, Long> repaired) {
        return new ReconcileSummary(
                counts.objects(),
                counts.ready(),
                counts.pending(),
                counts.tombstones(),
                counts.leaving(),
                inWords(counts.differences()),
                miscounted,
                recounted,
                refused,
                inWords(repaired));
    }

    long found() {
        return differences.values().stream().mapToLong(Long::longValue).sum();
    }

    long differences(Kind kind) {
        return differences.getOrDefault(FoundRow.word(kind), 0L);
    }

    long repaired(Outcome outcome) {
        return repaired.getOrDefault(FoundRow.word(outcome), 0L);
    }

    /** 0 if nothing differs (any more), 3 if something does, 1 if a repair has failed. */
    int exitStatus() {
        if (repaired(Outcome.FAILED) > 0) {
            return ExitStatus.FAILED;
        }
        long left = repaired.isEmpty() ? found() : repaired(Outcome.LEFT);
        return left + miscounted - recounted > 0 ? ExitStatus.SOMETHING_LEFT : ExitStatus.DONE;
    }

    private static <E extends Enum<E>> Map<String, Long> inWords(Map<E, Long> numbers) {
        Map<String, Long> words = new LinkedHashMap<>();
        numbers.forEach((value, number) -> words.put(FoundRow.word(value), number));
        return words;
    }
}
