package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Owners.Holdings;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives files to another owner: a user's to an organization, and back. Only their records change: keys and objects stay
 * as they are, and so does the uploader.
 */
public final class TransferFiles {
    private final FileRecords records;
    private final Owners owners;
    private final InstantSource clock;

    /** By the system's clock. */
    public TransferFiles(FileRecords records, Owners owners) {
        this(records, owners, InstantSource.system());
    }

    public TransferFiles(FileRecords records, Owners owners, InstantSource clock) {
        this.records = records;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * The file that would be given.
     *
     * @throws StorageException.NotFound if the owner has no such file
     * @throws StorageException.NotUploaded if it is pending
     */
    public FileRecord look(Owner from, FileRef ref) {
        FileRecord file = records.find(from, ref).orElseThrow(StorageException.NotFound::new);
        if (!file.isReady()) {
            throw new StorageException.NotUploaded(file.id());
        }
        return file;
    }

    /** All that belongs to the owner now. Files that are pending are not given. */
    public Holdings look(Owner from) {
        return owners.holdings(from);
    }

    /**
     * Gives one file away.
     *
     * @throws StorageException.NotFound if the owner has no such file (any more)
     * @throws StorageException.NotUploaded if it is pending
     */
    public FileRecord transfer(Owner from, FileRef ref, Owner to) {
        FileRecord file = look(from, ref);
        Instant now = clock.instant();
        if (!owners.transfer(from, file.id(), to, now)) {
            throw new StorageException.NotFound();
        }
        return file.ownedBy(to, now);
    }

    /** Gives all ready files away in one step. */
    public Holdings transferAll(Owner from, Owner to) {
        return owners.transferAll(from, to, clock.instant());
    }
}
