package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.Tombstones;
import java.util.Optional;

/** Removes a file for everyone. Succeeds while the bucket is down; safe to repeat for a day. */
final class DeleteFile {
    private final Gate gate;
    private final Tombstones tombstones;
    private final Removal removal;

    DeleteFile(Gate gate, Tombstones tombstones, Removal removal) {
        this.gate = gate;
        this.tombstones = tombstones;
        this.removal = removal;
    }

    void delete(Caller caller, FileRef ref) {
        Optional<FileRecord> file = gate.find(caller, Action.DELETE, ref);
        if (file.isPresent()) {
            removal.remove(file.get());
        } else if (!gate.permits(caller, Action.DELETE, null)
                || tombstones.find(caller.context(), ref).isEmpty()) {
            throw new StorageException.NotFound();
        }
    }
}
