package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Promises a file that comes in parts: permit, limits, a pending record, an upload in the bucket, its id in the record. */
final class StartMultipart {
    /** How long parts can be sent. R2 and others end an unfinished upload after as long by themselves. */
    static final Duration LIFE = Duration.ofDays(7);

    private final Gate gate;
    private final FileRecords records;
    private final ObjectStore objects;
    private final Removal removal;
    private final Rules rules;
    private final InstantSource clock;
    private final FileIds ids;

    StartMultipart(
            Gate gate,
            FileRecords records,
            ObjectStore objects,
            Removal removal,
            Rules rules,
            InstantSource clock,
            FileIds ids) {
        this.gate = gate;
        this.records = records;
        this.objects = objects;
        this.removal = removal;
        this.rules = rules;
        this.clock = clock;
        this.ids = ids;
    }

    FileRecord start(Caller caller, FileName name, Content content, @Nullable Long partSize) {
        gate.permit(caller, Action.UPLOAD);
        rules.limits().check(content);
        if (content.checksum() != null) {
            throw new StorageException.Invalid(
                    "checksumSha256",
                    "cannot be promised for a file in parts: no bucket checks that of the whole file");
        }
        Parts parts = partSize == null ? Parts.of(content) : new Parts(content.size(), partSize);
        rules.inspection().check().checkName(name, content.type());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        FileRecord file = FileRecord.promised(ids.at(now), caller, name, content, now, now.plus(LIFE))
                .inParts(new Multipart(parts.partSize(), null));
        records.add(file);
        try {
            return begin(file, parts.partSize());
        } catch (StorageException.Unavailable e) {
            takeBack(file);
            throw e;
        }
    }

    private FileRecord begin(FileRecord file, long partSize) {
        UploadId upload = objects.multipart().begin(file);
        if (!records.noteUpload(file.owner(), file.id(), upload)) {
            removal.removeObject(file);
            throw new StorageException.NotFound();
        }
        return file.inParts(new Multipart(partSize, upload));
    }

    /** As far as that is possible now; what is left of it, the sweep gives up. */
    private void takeBack(FileRecord file) {
        try {
            removal.removePending(file);
        } catch (StorageException.Unavailable left) {
            // Nobody was told of it.
        }
    }
}
