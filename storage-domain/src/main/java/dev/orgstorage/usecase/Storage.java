package dev.orgstorage.usecase;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.DownloadCheck;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.NewFile;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Observer;
import dev.orgstorage.port.Observer.UseCase;
import dev.orgstorage.port.Tombstones;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
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
    private final Rules rules;
    private final InstantSource clock;
    private final FileIds ids;
    private final Observer observer;

    private final StartUpload startUpload;
    private final StartMultipart startMultipart;
    private final UploadParts uploadParts;
    private final CompleteUpload completeUpload;
    private final ListFiles listFiles;
    private final ReadUsage readUsage;
    private final OpenDownload openDownload;
    private final RenameFile renameFile;
    private final OpenDownloads openDownloads;
    private final DeleteFile deleteFile;

    private Storage(
            FileRecords records,
            Tombstones tombstones,
            ObjectStore objects,
            Rules rules,
            InstantSource clock,
            FileIds ids,
            Observer observer) {
        this.records = records;
        this.tombstones = tombstones;
        this.objects = objects;
        this.rules = rules;
        this.clock = clock;
        this.ids = ids;
        this.observer = observer;
        Gate gate = new Gate(records, rules.policy());
        Removal removal = new Removal(records, tombstones, objects);
        Settlement settlement = new Settlement(records, objects, removal, rules.inspection(), clock);
        PinnedObjects pinned = new PinnedObjects(records, objects, rules.downloads(), clock);
        startUpload = new StartUpload(gate, records, objects, rules, clock, ids);
        startMultipart = new StartMultipart(gate, records, objects, removal, rules, clock, ids);
        uploadParts = new UploadParts(gate, objects, clock);
        completeUpload = new CompleteUpload(gate, settlement);
        listFiles = new ListFiles(gate, records, settlement);
        readUsage = new ReadUsage(gate, records);
        openDownload = new OpenDownload(gate, settlement, pinned, objects);
        openDownloads = new OpenDownloads(gate, openDownload, pinned, objects);
        renameFile =
                new RenameFile(gate, records, settlement, rules.inspection().check(), clock);
        deleteFile = new DeleteFile(gate, tombstones, removal);
    }

    /** With the standard policy and limits, and the system's clock. */
    public static Storage over(FileRecords records, Tombstones tombstones, ObjectStore objects) {
        InstantSource clock = InstantSource.system();
        FileIds ids = new FileIds(clock, new SecureRandom());
        return new Storage(records, tombstones, objects, Rules.STANDARD, clock, ids, Observer.NONE);
    }

    public Storage with(AccessPolicy other) {
        return with(rules.with(other));
    }

    public Storage with(UploadLimits other) {
        return with(rules.with(other));
    }

    public Storage with(InstantSource time, FileIds fileIds) {
        return new Storage(records, tombstones, objects, rules, time, fileIds, observer);
    }

    /**
     * One that holds what is uploaded to the type that was promised. Without a detector no object is ever read. Give the
     * same to {@link Sweep#with}, which settles uploads too.
     */
    public Storage with(ContentDetector detector, ContentCheck check) {
        return with(rules.with(new Inspection(detector, check)));
    }

    public Storage with(DownloadCheck check) {
        return with(rules.with(check));
    }

    /** One that lets each call of the methods below be observed. */
    public Storage with(Observer other) {
        return new Storage(records, tombstones, objects, rules, clock, ids, other);
    }

    private Storage with(Rules other) {
        return new Storage(records, tombstones, objects, other, clock, ids, observer);
    }

    /** Promises a file in the caller's context and signs its upload. */
    public SignedFile startUpload(Caller caller, FileName name, Content content) {
        return observer.observe(UseCase.START_UPLOAD, () -> startUpload.start(caller, name, content));
    }

    /**
     * Promises many files at once, all of them or none, and signs their uploads, in the same order. What is wrong with one
     * is said of {@code files[…]}, counted from 0.
     */
    public List<SignedFile> startUploads(Caller caller, List<NewFile> files) {
        return observer.observe(UseCase.START_UPLOADS, () -> startUpload.startAll(caller, files));
    }

    /**
     * Promises a file in the caller's context that comes in parts: any size but 0, and no checksum of the whole. Its parts
     * can be sent for seven days. Nothing is signed yet: see {@link #signParts}.
     *
     * @return the file, pending; {@link FileRecord#multipart} says the size of its parts
     */
    public FileRecord startMultipart(Caller caller, FileName name, Content content) {
        return observer.observe(UseCase.START_MULTIPART, () -> startMultipart.start(caller, name, content, null));
    }

    /** As {@link #startMultipart(Caller, FileName, Content)}, in parts of so many bytes, as {@link Parts} allows. */
    public FileRecord startMultipart(Caller caller, FileName name, Content content, long partSize) {
        return observer.observe(UseCase.START_MULTIPART, () -> startMultipart.start(caller, name, content, partSize));
    }

    /**
     * Which parts of a pending file have arrived.
     *
     * @throws dev.orgstorage.domain.StorageException.AlreadyUploaded if it is ready
     * @throws dev.orgstorage.domain.StorageException.NotInParts if it comes in one PUT
     * @throws dev.orgstorage.domain.StorageException.NotUploaded if its upload has ended
     */
    public PartsThere uploadedParts(Caller caller, FileId id) {
        return observer.observe(UseCase.UPLOADED_PARTS, () -> uploadParts.there(caller, id));
    }

    /**
     * Signs the uploads of parts of a pending file, each for an hour, or until its upload ends. Fails as
     * {@link #uploadedParts} does.
     *
     * @param numbers of 1 to 100 parts
     * @return in the order of the numbers
     */
    public List<SignedPart> signParts(Caller caller, FileId id, List<Integer> numbers) {
        return observer.observe(UseCase.SIGN_PARTS, () -> uploadParts.sign(caller, id, numbers));
    }

    /** Makes an uploaded file ready, of its parts if it came in such; a ready one is answered as it is. */
    public FileRecord completeUpload(Caller caller, FileId id) {
        return observer.observe(UseCase.COMPLETE_UPLOAD, () -> completeUpload.complete(caller, id));
    }

    /** A page of the context's ready files. */
    public FilePage listFiles(Caller caller, FileQuery query) {
        return observer.observe(UseCase.LIST_FILES, () -> listFiles.list(caller, query));
    }

    /** How many ready files the context has, and of how many bytes, hidden ones included. */
    public Usage usage(Caller caller) {
        return observer.observe(UseCase.USAGE, () -> readUsage.read(caller));
    }

    /** One file of the context, pending or ready. */
    public FileRecord file(Caller caller, FileRef ref) {
        return observer.observe(UseCase.LOOK, () -> openDownload.look(caller, ref));
    }

    /**
     * Signs the download of a ready file; the life is 1 second to 7 days.
     *
     * @throws dev.orgstorage.domain.StorageException.Altered if its object is looked at and not the one that was uploaded
     */
    public SignedFile openDownload(Caller caller, FileRef ref, Disposition disposition, Duration life) {
        return observer.observe(UseCase.OPEN_DOWNLOAD, () -> openDownload.open(caller, ref, disposition, life));
    }

    /**
     * Signs the downloads of many files as {@link #openDownload} does of each, in the order asked for, each file once. Not
     * among them is what that refuses, for whatever reason.
     *
     * @throws dev.orgstorage.domain.StorageException.Unavailable also if not every object that is to be looked at was seen
     *     within two seconds
     */
    public SignedFiles openDownloads(
            Caller caller, Collection<? extends FileRef> refs, Disposition disposition, Duration life) {
        return observer.observe(UseCase.OPEN_DOWNLOADS, () -> openDownloads.open(caller, refs, disposition, life));
    }

    /**
     * Signs the downloads of files that a listing has just given to this caller; asks no policy again. Not among them are
     * those whose object is looked at and not the one that was uploaded, or not seen within two seconds.
     */
    public SignedFiles signDownloads(List<FileRecord> files) {
        return observer.observe(UseCase.SIGN_DOWNLOADS, () -> openDownloads.sign(files));
    }

    /**
     * Gives a ready file another name, which is held to its type as at the upload. Its key and its object stay as they
     * are.
     *
     * @throws dev.orgstorage.domain.StorageException.NotUploaded if it is pending
     */
    public FileRecord renameFile(Caller caller, FileId id, FileName name) {
        return observer.observe(UseCase.RENAME_FILE, () -> renameFile.rename(caller, id, name));
    }

    /** Removes a file, and returns it as it was; nothing if it was removed before. */
    public Optional<FileRecord> deleteFile(Caller caller, FileRef ref) {
        return observer.observe(UseCase.DELETE_FILE, () -> deleteFile.delete(caller, ref));
    }
}
