package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FirstPage;
import dev.orgstorage.port.FileRecords;
import java.time.Duration;

/**
 * Lists the ready files of the caller's context, newest first. What the caller uploaded without saying so, in one PUT,
 * is settled first, as far as that takes no longer than two seconds; what does not come is looked for ever more rarely, at
 * least once a minute.
 */
final class ListFiles {
    private static final int MOST_SETTLED = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Gate gate;
    private final FileRecords records;
    private final Settlement settlement;

    ListFiles(Gate gate, FileRecords records, Settlement settlement) {
        this.gate = gate;
        this.records = records;
        this.settlement = settlement;
    }

    /** A page may hold fewer files than asked for, and still have a next one, where the policy hides some. */
    FilePage list(Caller caller, FileQuery query) {
        gate.permit(caller, Action.READ);
        FilePage page = query.after() == null ? firstPage(caller, query) : records.list(caller.context(), query);
        return new FilePage(
                page.files().stream()
                        .filter(file -> gate.permits(caller, Action.READ, file))
                        .toList(),
                page.next());
    }

    /** What has become ready may belong on the page. Mostly there is nothing to settle. */
    private FilePage firstPage(Caller caller, FileQuery query) {
        FirstPage first = records.firstPage(caller.context(), query, caller.user(), MOST_SETTLED);
        return settlement.settleAll(first.pending(), PATIENCE).isEmpty()
                ? first.page()
                : records.list(caller.context(), query);
    }
}
