package dev.orgstorage.http.server;

import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair;
import dev.orgstorage.usecase.Repair.Outcome;
import dev.orgstorage.usecase.Repair.Repaired;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A repair, and how many differences it concerns. */
final class RepairTally {
    private final Repair repair;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long removals;

    RepairTally(Repair repair) {
        this.repair = repair;
    }

    void foresee(Difference difference) {
        removals += repair.removes(difference) ? 1 : 0;
    }

    /** Why what was foreseen may not be done. */
    Optional<String> refusal(Counts found) {
        return repair.refusal(found, removals);
    }

    FoundRow repair(FoundRow found) {
        Repaired repaired = repair.repair(found.whichKind(), found.whichKey());
        counts.merge(repaired.outcome(), 1L, Long::sum);
        return found.with(repaired);
    }

    /** Those that there were, in the order of the outcomes. */
    Map<Outcome, Long> counts() {
        return counts;
    }
}
