package dev.orgstorage.http.server;

import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Repair.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For people: by kind, a line for each of the first fifty differences, and what was done about it; then the sums. */
final class DifferenceTable implements DifferenceReport {
    static final int MOST = 50;

    private static final int COLUMN = 12;
    private static final int WIDE_COLUMN = 20;
    private static final Map<Kind, String> IN_WORDS = Map.of(
            Kind.MISSING, "ready records without an object",
            Kind.ORPHAN, "objects without a record or tombstone",
            Kind.ALTERED, "objects of another size or ETag than recorded",
            Kind.OVERDUE, "uploads past their time, neither ready nor gone",
            Kind.UNSETTLED, "tombstones whose object is gone, past their time");

    private final PrintWriter out;
    private final Map<Kind, List<FoundRow>> first = new EnumMap<>(Kind.class);

    DifferenceTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void found(FoundRow row) {
        // What became of it is told with it.
    }

    @Override
    public void done(FoundRow row) {
        List<FoundRow> rows = first.computeIfAbsent(row.whichKind(), kind -> new ArrayList<>());
        if (rows.size() < MOST) {
            rows.add(row);
        }
    }

    @Override
    public void end(ReconcileSummary summary) {
        first.forEach((kind, rows) -> {
            rows.forEach(row -> out.println(line(row)));
            long more = summary.differences(kind) - rows.size();
            if (more > 0) {
                out.println(column(kind, COLUMN) + "... and " + more + " more; --csv and --json tell all of them");
            }
        });
        out.println("Objects: " + summary.objects() + ", of which " + summary.leaving() + " are about to go");
        out.println("Records: " + summary.ready() + " ready, " + summary.pending() + " pending; tombstones: "
                + summary.tombstones());
        out.println("Differences: " + summary.found());
        for (Kind kind : Kind.values()) {
            if (summary.differences(kind) > 0) {
                out.println("  " + column(kind, COLUMN) + summary.differences(kind) + "  " + IN_WORDS.get(kind));
            }
        }
        if (summary.miscounted() > 0) {
            out.println("Owners whose usage was not what their records amount to: " + summary.miscounted()
                    + ", corrected " + summary.recounted());
        }
        tellRepairs(summary);
    }

    private void tellRepairs(ReconcileSummary summary) {
        if (summary.refused() != null) {
            out.println(summary.refused());
        }
        for (Outcome outcome : Outcome.values()) {
            if (summary.repaired(outcome) > 0) {
                out.println("  " + column(outcome, WIDE_COLUMN) + summary.repaired(outcome));
            }
        }
    }

    private static String line(FoundRow row) {
        return column(row.whichKind(), COLUMN) + row.key() + "  (" + (row.owner() == null ? "nobody's" : row.owner())
                + ", since " + row.since() + sizes(row) + ")" + (row.reason() == null ? "" : ": " + row.reason());
    }

    private static String sizes(FoundRow row) {
        @Nullable Long recorded = row.recordedSize();
        @Nullable Long there = row.size();
        return row.whichKind() == Kind.ALTERED ? ", recorded " + recorded + " bytes, there are " + there : "";
    }

    private static String column(Enum<?> value, int width) {
        String word = FoundRow.word(value);
        return word + " ".repeat(Math.max(1, width - word.length()));
    }

    @Override
    public void close() {
        // Whoever gave the output closes it.
    }
}
