package dev.orgstorage.usecase;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Looks whether what was promised has arrived, and makes it ready or takes it away. */
final class Settlement {
    private static final AtOnce AT_ONCE = new AtOnce(16);

    private final FileRecords records;
    private final ObjectStore objects;
    private final Removal removal;
    private final Inspection inspection;
    private final InstantSource clock;
    private final Assembly assembly;
    private final Lookout lookout;

    Settlement(FileRecords records, ObjectStore objects, Removal removal, Inspection inspection, InstantSource clock) {
        this.records = records;
        this.objects = objects;
        this.removal = removal;
        this.inspection = inspection;
        this.clock = clock;
        assembly = new Assembly(objects);
        lookout = new Lookout(clock);
    }

    /**
     * As {@link #settle}, after making an object of a file's parts if they are all there.
     *
     * @throws StorageException.NotUploaded also if parts are missing; those that have arrived stay
     * @throws StorageException.UploadMismatch also if a part is not as promised; all is gone
     */
    FileRecord complete(FileRecord file) {
        if (file.isReady()) {
            return file;
        }
        return withoutMismatch(file, () -> {
            assembly.assemble(file);
            return seen(file, Assembly.ENDED);
        });
    }

    /**
     * As {@link #settle(FileRecord)}, but what somebody else uploads is left to them, and not uploaded until they are done.
     */
    FileRecord settle(Caller caller, FileRecord file) {
        if (!file.isReady() && !caller.user().equals(file.uploader())) {
            throw new StorageException.NotUploaded(file.id());
        }
        return settle(file);
    }

    /**
     * The file as ready.
     *
     * @throws StorageException.NotUploaded if its object is not there; the record stays pending
     * @throws StorageException.UploadMismatch if the object is not what was promised; both are gone
     * @throws StorageException.ContentMismatch if its bytes are of another type; both are gone
     * @throws StorageException.NotFound if somebody removed the file meanwhile
     */
    FileRecord settle(FileRecord file) {
        return file.isReady() ? file : withoutMismatch(file, () -> seen(file, "send its parts, and complete it"));
    }

    /**
     * As ready, if it is there as promised. Of a file in parts other uploads may have been begun, by requests whose
     * answers got lost. They end before it is ready, since nobody would look for them after.
     *
     * @param inParts what to say of a file in parts that is no object
     */
    private FileRecord seen(FileRecord file, String inParts) {
        StoredObject stored = objects.stat(file.key()).orElseThrow(() -> notThere(file, inParts));
        FileRecord ready = file.ready(stored, clock.instant());
        inspection.inspect(file, stored, objects);
        if (file.multipart().isPresent()) {
            objects.multipart().abortAll(file.key());
        }
        return records.markReady(ready) ? ready : asSettledByAnother(file);
    }

    private static StorageException.NotUploaded notThere(FileRecord file, String inParts) {
        return file.multipart().isPresent()
                ? new StorageException.NotUploaded(file.id(), inParts)
                : new StorageException.NotUploaded(file.id());
    }

    private FileRecord withoutMismatch(FileRecord file, Supplier<FileRecord> settling) {
        try {
            return settling.get();
        } catch (StorageException.UploadMismatch | StorageException.ContentMismatch mismatch) {
            if (removal.removePending(file)) {
                throw mismatch;
            }
            return asSettledByAnother(file);
        }
    }

    /** Those that are ready within the time given, of those that are to be looked for now; the others stay pending. */
    List<FileRecord> settleAll(List<FileRecord> pending, Duration patience) {
        List<FileRecord> due = lookout.due(pending);
        if (due.isEmpty()) {
            return List.of();
        }
        AtOnce.Answers<FileRecord> looks = AT_ONCE.mapWithin(patience, due, this::settle);
        lookout.answered(looks.inTime());
        return looks.all();
    }

    private FileRecord asSettledByAnother(FileRecord file) {
        return records.find(file.owner(), file.id())
                .filter(FileRecord::isReady)
                .orElseThrow(StorageException.NotFound::new);
    }
}
