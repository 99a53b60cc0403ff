package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.port.FileRecords;

/** Tells how much the caller's context uses. What the policy hides of its files counts, too. */
final class ReadUsage {
    private final Gate gate;
    private final FileRecords records;

    ReadUsage(Gate gate, FileRecords records) {
        this.gate = gate;
        this.records = records;
    }

    Usage read(Caller caller) {
        gate.permit(caller, Action.READ);
        return records.usage(caller.context());
    }
}
