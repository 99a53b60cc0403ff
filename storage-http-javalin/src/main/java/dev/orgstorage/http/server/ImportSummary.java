package dev.orgstorage.http.server;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param dryRun whether it only said what it would do
 * @param skipped by reason
 * @param complete whether it came to its end
 * @param after if not, the key after which to go on; null if that is the beginning, or keys came from a file
 * @param reason if not, why
 */
record ImportSummary(
        boolean dryRun,
        long imported,
        long alreadyThere,
        Map<String, Long> skipped,
        long failed,
        boolean complete,
        @Nullable String after,
        @Nullable String reason) {
    private static final String DELETED = "deleted";
    private static final String NO_OBJECT = "noObject";
    private static final String NO_OWNER = "noOwner";
    private static final String UNKNOWN_OWNER = "unknownOwner";
    private static final String UNFIT = "unfit";
    private static final String BAD_LINE = "badLine";
    private static final Map<String, String> IN_WORDS = Map.of(
            DELETED, "deleted, their objects are about to go",
            NO_OBJECT, "not in the bucket (any more)",
            NO_OWNER, "nothing tells the owner",
            UNKNOWN_OWNER, "the host knows no such owner (any more)",
            UNFIT, "no file can have the name or the size",
            BAD_LINE, "not a line of key, owner and name");

    static ImportSummary of(ImportRun run, boolean dryRun) {
        ImportTally tally = run.tally();
        @Nullable String reason = run.endedEarly();
        @Nullable ObjectKey done = reason == null ? null : run.done();
        Map<String, Long> skipped = new LinkedHashMap<>();
        skipped.put(DELETED, tally.of(Outcome.DELETED));
        skipped.put(NO_OBJECT, tally.of(Outcome.GONE));
        skipped.put(NO_OWNER, tally.of(Outcome.NO_OWNER));
        skipped.put(UNKNOWN_OWNER, tally.of(Outcome.UNKNOWN_OWNER));
        skipped.put(UNFIT, tally.of(Outcome.UNFIT));
        skipped.put(BAD_LINE, tally.badLines());
        return new ImportSummary(
                dryRun,
                tally.of(Outcome.IMPORTED),
                tally.of(Outcome.ALREADY_THERE),
                skipped,
                tally.of(Outcome.FAILED),
                reason == null,
                done == null ? null : done.value(),
                reason);
    }

    /**
     * 0 if all that could be was imported, 1 if something failed, 3 if somebody has to say whose something is.
     *
     * @param asked whether each object was asked for by its key, so that one that is missing is somebody's mistake
     */
    int exitStatus(boolean asked) {
        if (!complete || failed > 0) {
            return ExitStatus.FAILED;
        }
        boolean untold = count(NO_OWNER) + count(UNKNOWN_OWNER) + count(UNFIT) + count(BAD_LINE) > 0;
        return untold || (asked && count(NO_OBJECT) > 0) ? ExitStatus.SOMETHING_LEFT : ExitStatus.DONE;
    }

    /** For people. */
    Stream<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add((dryRun ? "Would be imported: " : "Imported: ") + imported);
        lines.add("Already there: " + alreadyThere);
        lines.add("Skipped: "
                + skipped.values().stream().mapToLong(count -> count).sum());
        skipped.forEach((why, count) -> {
            if (count > 0) {
                lines.add("  " + IN_WORDS.get(why) + ": " + count);
            }
        });
        lines.add("Failed: " + failed);
        if (reason != null) {
            lines.add("Ended early: " + reason);
        }
        if (after != null) {
            lines.add("To go on from there: --after " + quoted(after));
        }
        return lines.stream();
    }

    private long count(String why) {
        return skipped.getOrDefault(why, 0L);
    }

    /** As one word for a shell. */
    private static String quoted(String key) {
        return "'" + key.replace("'", "'\\''") + "'";
    }
}
