package dev.orgstorage.http.server;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair.Repaired;
import java.io.PrintWriter;

/** Tells what a comparison found and what a repair did, to people or to programs. */
interface DifferencePrinter {
    static DifferencePrinter to(PrintWriter out, boolean json) {
        return json ? new DifferencesAsJson(out) : new DifferenceTable(out);
    }

    void difference(Difference difference);

    void summary(Counts counts);

    /** Why nothing is repaired. */
    void refusal(String reason);

    void repaired(Kind kind, ObjectKey key, Repaired repaired);

    void repairs(RepairTally tally);
}
