package dev.orgstorage.usecase;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.port.Tombstones;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The front door: all that can be done with files, over any record and object storage. Safe to share between threads.
 *
 * <pre>{@code
 * Storage storage = Storage.over(records, tombstones, objects);
 * }</pre>
 *
 * The {@code with…} methods return another front door; this one stays as it is. Every method may throw a
 * {@link dev.orgstorage.domain.StorageException}.
 */
public final class Storage {
    private final FileRecords records;
    private final Tombstones tombstones;
    private final ObjectStore objects;
    private final AccessPolicy policy;
    private final UploadLimits limits;
    private final InstantSource clock;
    private final FileIds ids;

    private final StartUpload startUpload;
    private final CompleteUpload completeUpload;
    private final ListFiles listFiles;
    private final OpenDownload openDownload;
    private final DeleteFile deleteFile;

    private Storage(
            FileRecords records,
            Tombstones tombstones,
            ObjectStore objects,
            AccessPolicy policy,
            UploadLimits limits,
            InstantSource clock,
            FileIds ids) {
        this.records = records;
        this.tombstones = tombstones;
        this.objects = objects;
        this.policy = policy;
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
        Gate gate = new Gate(records, policy);
        Removal removal = new Removal(records, tombstones, objects);
        Settlement settlement = new Settlement(records, objects, removal, clock);
        startUpload = new StartUpload(gate, records, objects, limits, clock, ids);
        completeUpload = new CompleteUpload(gate, settlement);
        listFiles = new ListFiles(gate, records, settlement);
        openDownload = new OpenDownload(gate, settlement, objects);
        deleteFile = new DeleteFile(gate, tombstones, removal);
    }

    /** With the standard policy and limits, and the system's clock. */
    public static Storage over(FileRecords records, Tombstones tombstones, ObjectStore objects) {
        InstantSource clock = InstantSource.system();
        return new Storage(
                records,
                tombstones,
                objects,
                AccessPolicy.standard(),
                UploadLimits.standard(),
                clock,
                new FileIds(clock, new SecureRandom()));
    }

    public Storage with(AccessPolicy other) {
        return new Storage(records, tombstones, objects, other, limits, clock, ids);
    }

    public Storage with(UploadLimits other) {
        return new Storage(records, tombstones, objects, policy, other, clock, ids);
    }

    public Storage with(InstantSource time, FileIds fileIds) {
        return new Storage(records, tombstones, objects, policy, limits, time, fileIds);
    }

    /** Promises a file in the caller's context and signs its upload. */
    public SignedFile startUpload(Caller caller, FileName name, Content content) {
        return startUpload.start(caller, name, content);
    }

    /** Makes an uploaded file ready; a ready one is answered as it is. */
    public FileRecord completeUpload(Caller caller, FileId id) {
        return completeUpload.complete(caller, id);
    }

    /** A page of the context's ready files. */
    public FilePage listFiles(Caller caller, FileQuery query) {
        return listFiles.list(caller, query);
    }

    /** One file of the context, pending or ready. */
    public FileRecord file(Caller caller, FileRef ref) {
        return openDownload.look(caller, ref);
    }

    /** Signs the download of a ready file; the life is 1 second to 7 days. */
    public SignedFile openDownload(Caller caller, FileRef ref, Disposition disposition, Duration life) {
        return openDownload.open(caller, ref, disposition, life);
    }

    /** Signs the download of a file that a listing has just given to this caller; asks no policy again. */
    public SignedRequest signDownload(FileRecord file) {
        return openDownload.sign(file, Disposition.ATTACHMENT, OpenDownload.LINK_LIFE);
    }

    /** Removes a file, and returns it as it was; nothing if it was removed before. */
    public Optional<FileRecord> deleteFile(Caller caller, FileRef ref) {
        return deleteFile.delete(caller, ref);
    }
}
