package dev.orgstorage.http.server;

import dev.orgstorage.usecase.Repair.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** How many differences came to what. */
final class RepairTally {
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    void add(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    /** Those that there were, in the order of the outcomes. */
    Map<Outcome, Long> counts() {
        return counts;
    }

    long left() {
        return counts.getOrDefault(Outcome.LEFT, 0L);
    }

    long failed() {
        return counts.getOrDefault(Outcome.FAILED, 0L);
    }
}
