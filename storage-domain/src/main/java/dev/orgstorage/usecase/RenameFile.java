package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.FileRecords;
import java.time.InstantSource;

/**
 * Gives a file another name, in its record alone. A pending one keeps its name, which is signed into what its object will
 * say of itself: what becomes ready is recorded as it was uploaded. Safe to repeat.
 */
final class RenameFile {
    private final Gate gate;
    private final FileRecords records;
    private final Settlement settlement;
    private final ContentCheck check;
    private final InstantSource clock;

    RenameFile(Gate gate, FileRecords records, Settlement settlement, ContentCheck check, InstantSource clock) {
        this.gate = gate;
        this.records = records;
        this.settlement = settlement;
        this.check = check;
        this.clock = clock;
    }

    FileRecord rename(Caller caller, FileId id, FileName name) {
        FileRecord found = gate.file(caller, Action.RENAME, id);
        check.checkName(name, found.content().type());
        FileRecord file = settlement.settle(caller, found);
        return file.name().equals(name)
                ? file
                : records.rename(file.owner(), id, name, clock.instant()).orElseThrow(StorageException.NotFound::new);
    }
}
