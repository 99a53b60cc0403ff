package dev.orgstorage.http.server;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.usecase.ImportObjects;
import dev.orgstorage.usecase.ImportObjects.Page;
import dev.orgstorage.usecase.ImportObjects.Result;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An import, step by step, until it is done, something fails that every step needs, or it is asked to stop. */
final class ImportRun {
    private final ImportObjects importing;
    private final NotImported report;
    private final Progress progress;
    private final BooleanSupplier toStop;
    private final ImportTally tally = new ImportTally();

    private @Nullable ObjectKey done;
    private @Nullable String endedEarly;

    /** @param toStop whether it is asked to stop; looked at before each step */
    ImportRun(ImportObjects importing, NotImported report, Progress progress, BooleanSupplier toStop) {
        this.importing = importing;
        this.report = report;
        this.progress = progress;
        this.toStop = toStop;
    }

    /** What came of it so far. */
    ImportTally tally() {
        return tally;
    }

    /** The key up to which a listing is done. */
    @Nullable
    ObjectKey done() {
        return done;
    }

    /** Why it ended early; null if it did not. */
    @Nullable
    String endedEarly() {
        return endedEarly;
    }

    /** Imports what the bucket lists. */
    void listed(String prefix, @Nullable ObjectKey after) {
        done = after;
        repeat(() -> {
            Page page = importing.next(prefix, done);
            note(page.results());
            done = page.last();
            return page.more();
        });
    }

    /** Imports what an operator names. */
    void claimed(ClaimsCsv csv) {
        repeat(() -> {
            ClaimsCsv.Batch batch = csv.next();
            for (ClaimsCsv.BadLine bad : batch.bad()) {
                tally.addBadLine();
                report.add(bad);
            }
            note(importing.adopt(batch.claims()));
            return batch.more();
        });
    }

    /** @param step answers whether there is more to do */
    private void repeat(BooleanSupplier step) {
        try {
            boolean more = true;
            while (more && endedEarly == null) {
                if (toStop.getAsBoolean()) {
                    endedEarly = "it was asked to stop";
                } else {
                    more = step.getAsBoolean();
                }
            }
        } catch (StorageException.Unavailable | UncheckedIOException e) {
            endedEarly = e.getMessage();
        }
    }

    private void note(List<Result> results) {
        for (Result result : results) {
            tally.add(result.outcome());
            report.add(result);
        }
        report.flush();
        progress.at(tally.all(), tally.toString());
    }
}
