package dev.orgstorage.port;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.FirstPage;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Storage of file records. Every question names the owner whose files it is about, and another owner's file is answered
 * exactly as one that does not exist.
 */
public interface FileRecords {
    /**
     * Adds pending records of one owner and one uploader, and these two where they are new, durably and in one step: all of
     * them, or none.
     *
     * @throws IllegalArgumentException if they are none, or not all pending and of one owner and uploader, or there is a
     *     record of the id or key of one
     * @throws dev.orgstorage.domain.StorageException.UnknownOwner if a host keeps the users and organizations and does
     *     not, or no longer, know the owner or the uploader, or one of them is erased at this moment
     */
    void add(List<FileRecord> pending);

    /** As {@link #add(List)}, of one. */
    default void add(FileRecord pending) {
        add(List.of(pending));
    }

    /** The owner's file of that id or key, pending or ready, equal to what was stored. */
    Optional<FileRecord> find(Owner owner, FileRef ref);

    /** As {@link #find}, of many: each file that there is, once, in any order. */
    List<FileRecord> findAll(Owner owner, Collection<? extends FileRef> refs);

    /** A page of the owner's ready files by descending id. Files added meanwhile neither repeat nor hide others. */
    FilePage list(Owner owner, FileQuery query);

    /**
     * As {@link #list}, and at the same moment the owner's pending files uploaded by this user, of any name and type, newest
     * first, at most so many. Those in parts are not among them: they are no objects until somebody completes them.
     */
    FirstPage firstPage(Owner owner, FileQuery query, UserId uploader, int mostPending);

    /**
     * How many ready files the owner has, and of how many bytes, at the same moment that a listing would show them. What it
     * costs does not depend on how many there are.
     */
    Usage usage(Owner owner);

    /**
     * Notes which upload of the bucket the parts of a pending file belong to.
     *
     * @return false, with nothing changed, if there is no such pending file in parts (any more), or one is noted already
     */
    boolean noteUpload(Owner owner, FileId id, UploadId upload);

    /**
     * Makes a pending record ready, keeping all else of it as it is; how it came in parts is forgotten.
     *
     * @return false, with nothing changed, if there is no such pending record (any more)
     * @throws IllegalArgumentException if the record given is not ready
     */
    boolean markReady(FileRecord ready);

    /**
     * Gives the owner's ready file another name, keeping all else of it but when it was updated as it is.
     *
     * @return the file as it is now; nothing, and nothing changed, if there is no such ready file (any more)
     */
    Optional<FileRecord> rename(Owner owner, FileId id, FileName name, Instant now);

    /**
     * Removes the owner's file, pending or ready, and leaves its tombstone as {@link
     * dev.orgstorage.domain.Tombstone#of} says, by the storage's own clock. After a crash there is either the file or
     * the tombstone.
     *
     * @return false, with nothing changed, if there is no such file (any more)
     */
    boolean remove(Owner owner, FileRef ref);

    /** As {@link #remove}, but a file that is ready (by now) stays, and the answer is false. */
    boolean removePending(Owner owner, FileId id);
}
