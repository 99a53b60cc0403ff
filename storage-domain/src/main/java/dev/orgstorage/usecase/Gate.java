package dev.orgstorage.usecase;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.FileRecords;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one way to a file: among those of the caller's context, and past the policy. */
final class Gate {
    private final FileRecords records;
    private final AccessPolicy policy;

    Gate(FileRecords records, AccessPolicy policy) {
        this.records = records;
        this.policy = policy;
    }

    /** Refuses an action that concerns no file that exists. */
    void permit(Caller caller, Action action) {
        if (!permits(caller, action, null)) {
            throw new StorageException.Forbidden(action, caller.role());
        }
    }

    /** The file, if the caller may do this with it; a file they may not even read is not found. */
    FileRecord file(Caller caller, Action action, FileRef ref) {
        return find(caller, action, ref).orElseThrow(StorageException.NotFound::new);
    }

    Optional<FileRecord> find(Caller caller, Action action, FileRef ref) {
        Optional<FileRecord> file =
                records.find(caller.context(), ref).filter(found -> permits(caller, Action.READ, found));
        if (file.isPresent() && !permits(caller, action, file.get())) {
            throw new StorageException.Forbidden(action, caller.role());
        }
        return file;
    }

    /** Those of the files that the caller may read, in any order. */
    List<FileRecord> readable(Caller caller, Collection<? extends FileRef> refs) {
        return records.findAll(caller.context(), refs).stream()
                .filter(found -> permits(caller, Action.READ, found))
                .toList();
    }

    boolean permits(Caller caller, Action action, @Nullable FileRecord file) {
        return policy.permits(caller, action, caller.context(), file);
    }
}
