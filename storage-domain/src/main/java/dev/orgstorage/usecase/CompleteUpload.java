package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;

/**
 * Makes an uploaded file ready, once its parts are together, and its object has been seen and is what was promised. Safe
 * to repeat.
 */
final class CompleteUpload {
    private final Gate gate;
    private final Settlement settlement;

    CompleteUpload(Gate gate, Settlement settlement) {
        this.gate = gate;
        this.settlement = settlement;
    }

    FileRecord complete(Caller caller, FileId id) {
        return settlement.complete(gate.file(caller, Action.UPLOAD, id));
    }
}
