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

    /** The file that went, or nothing if it went before. */
    Optional<FileRecord> delete(Caller caller, FileRef ref) {
        Optional<FileRecord> file = gate.find(caller, Action.DELETE, ref).filter(removal::remove);
        if (file.isEmpty() && !wasRemoved(caller, ref)) {
            throw new StorageException.NotFound();
        }
        return file;
    }

    /** Not so of one that was given away meanwhile. */
    private boolean wasRemoved(Caller caller, FileRef ref) {
        return gate.permits(caller, Action.DELETE, null)
                && tombstones.find(caller.context(), ref).isPresent();
    }
}
