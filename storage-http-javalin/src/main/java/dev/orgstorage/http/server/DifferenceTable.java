package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair.Outcome;
import dev.orgstorage.usecase.Repair.Repaired;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For people: a line for each difference, the first fifty of each kind. */
final class DifferenceTable implements DifferencePrinter {
    private static final int MOST = 50;
    private static final int COLUMN = 12;
    private static final Map<Kind, String> IN_WORDS = Map.of(
            Kind.MISSING, "ready records without an object",
            Kind.ORPHAN, "objects without a record or tombstone",
            Kind.ALTERED, "objects of another size or ETag than recorded",
            Kind.OVERDUE, "uploads past their time, neither ready nor gone",
            Kind.UNSETTLED, "tombstones whose object is gone, past their time");

    private final PrintWriter out;
    private final Map<Kind, Long> shown = new EnumMap<>(Kind.class);

    DifferenceTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void difference(Difference difference) {
        if (shown.merge(difference.kind(), 1L, Long::sum) <= MOST) {
            String owner = difference.owner().map(Owner::scope).orElse("nobody's");
            out.println(column(word(difference.kind())) + difference.key() + "  (" + owner + ", since "
                    + difference.since() + sizes(difference) + ")");
        }
    }

    @Override
    public void summary(Counts counts) {
        shown.forEach((kind, count) -> {
            if (count > MOST) {
                out.println(column(word(kind)) + "... and " + (count - MOST) + " more; --csv writes all of them");
            }
        });
        out.println("Objects: " + counts.objects() + ", of which " + counts.leaving() + " are about to go");
        out.println("Records: " + counts.ready() + " ready, " + counts.pending() + " pending; tombstones: "
                + counts.tombstones());
        out.println("Differences: " + counts.found());
        for (Kind kind : Kind.values()) {
            if (counts.differences(kind) > 0) {
                out.println("  " + column(word(kind)) + counts.differences(kind) + "  " + IN_WORDS.get(kind));
            }
        }
    }

    @Override
    public void refusal(String reason) {
        out.println(reason);
    }

    @Override
    public void repaired(Kind kind, ObjectKey key, Repaired repaired) {
        out.println(column(word(kind)) + key + ": " + repaired.reason());
    }

    @Override
    public void repairs(RepairTally tally) {
        tally.counts().forEach((outcome, count) -> out.println(column(word(outcome)) + count));
    }

    private static String sizes(Difference difference) {
        @Nullable FileRecord file = difference.file();
        @Nullable StoredObject object = difference.object();
        if (difference.kind() == Kind.ALTERED && file != null && object != null) {
            return ", recorded " + file.content().size() + " bytes, there are " + object.size();
        }
        return "";
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String column(String word) {
        return word + " ".repeat(Math.max(1, COLUMN - word.length()));
    }
}
