package dev.orgstorage.http.server;

import dev.orgstorage.usecase.ImportObjects.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many objects an import met, and what became of them. */
final class ImportTally {
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long badLines;

    void add(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    void addBadLine() {
        badLines++;
    }

    long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    long badLines() {
        return badLines;
    }

    long skipped() {
        return badLines
                + Stream.of(Outcome.DELETED, Outcome.GONE, Outcome.NO_OWNER, Outcome.UNKNOWN_OWNER, Outcome.UNFIT)
                        .mapToLong(this::of)
                        .sum();
    }

    long all() {
        return badLines + Stream.of(Outcome.values()).mapToLong(this::of).sum();
    }

    /** In a few words, without what there is none of. */
    @Override
    public String toString() {
        return Stream.of(
                        inWords(of(Outcome.IMPORTED), "imported"),
                        inWords(of(Outcome.ALREADY_THERE), "already there"),
                        inWords(skipped(), "skipped"),
                        inWords(of(Outcome.FAILED), "failed"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String inWords(long count, String what) {
        return count == 0 ? "" : count + " " + what;
    }
}
