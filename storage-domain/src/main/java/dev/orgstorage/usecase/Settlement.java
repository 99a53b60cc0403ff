package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Looks whether what was promised has arrived, and makes it ready or takes it away. */
final class Settlement {
    private final FileRecords records;
    private final ObjectStore objects;
    private final Removal removal;
    private final InstantSource clock;

    Settlement(FileRecords records, ObjectStore objects, Removal removal, InstantSource clock) {
        this.records = records;
        this.objects = objects;
        this.removal = removal;
        this.clock = clock;
    }

    /**
     * The file as ready.
     *
     * @throws StorageException.NotUploaded if its object is not there; the record stays pending
     * @throws StorageException.UploadMismatch if the object is not what was promised; both are gone
     * @throws StorageException.NotFound if somebody removed the file meanwhile
     */
    FileRecord settle(FileRecord file) {
        if (file.isReady()) {
            return file;
        }
        StoredObject stored = objects.stat(file.key()).orElseThrow(() -> new StorageException.NotUploaded(file.id()));
        try {
            FileRecord ready = file.ready(stored, clock.instant());
            return records.markReady(ready) ? ready : asSettledByAnother(file);
        } catch (StorageException.UploadMismatch mismatch) {
            if (removal.removePending(file)) {
                throw mismatch;
            }
            return asSettledByAnother(file);
        }
    }

    /** Settles what can be settled within the time given; what cannot stays pending. */
    void settleAll(List<FileRecord> pending, Duration patience) {
        if (pending.isEmpty()) {
            return;
        }
        ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
        try {
            each.invokeAll(pending.stream().map(this::settling).toList(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            each.shutdownNow();
        }
    }

    private Callable<FileRecord> settling(FileRecord file) {
        return () -> settle(file);
    }

    private FileRecord asSettledByAnother(FileRecord file) {
        return records.find(file.owner(), file.id())
                .filter(FileRecord::isReady)
                .orElseThrow(StorageException.NotFound::new);
    }
}
