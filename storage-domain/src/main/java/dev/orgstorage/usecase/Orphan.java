package dev.orgstorage.usecase;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Ledger.Adoption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object without a record, and what its record is to say.
 *
 * @param id null if the object does not say, or another file has it
 */
record Orphan(
        StoredObject object,
        Owner owner,
        @Nullable UserId uploader,
        FileName name,
        Content content,
        @Nullable FileId id) {
    ObjectKey key() {
        return object.key();
    }

    Orphan withoutId() {
        return new Orphan(object, owner, uploader, name, content, null);
    }

    private Orphan withoutUploader() {
        return new Orphan(object, owner, null, name, content, id);
    }

    /** What to try next if this is what became of it: with less of what it says. */
    Optional<Orphan> after(Adoption adoption) {
        return switch (adoption) {
            case ADDED, ALREADY_THERE, DELETED -> Optional.empty();
            case ID_TAKEN -> id == null ? Optional.empty() : Optional.of(withoutId());
            case UNKNOWN_OWNER -> uploader == null ? Optional.empty() : Optional.of(withoutUploader());
        };
    }

    /** Its record. One that has an id came into being at that id's time, any other when its object did. */
    FileRecord record(FileIds ids) {
        Instant seen = object.modified();
        FileId own = id == null ? ids.at(seen) : id;
        Instant created = id == null ? seen : id.time();
        Instant ready = seen.isBefore(created) ? created : seen;
        return new FileRecord(
                own, key(), owner, uploader, name, content, new FileState.Ready(object.etag(), ready), created, ready);
    }
}
