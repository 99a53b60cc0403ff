package dev.orgstorage.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a file. Its uploader is null once that user has been erased. Times are kept to the microsecond, as
 * databases do.
 */
public record FileRecord(
        FileId id,
        ObjectKey key,
        Owner owner,
        @Nullable UserId uploader,
        FileName name,
        Content content,
        FileState state,
        Instant createdAt,
        Instant updatedAt) {
    public FileRecord {
        state = switch (state) {
            case FileState.Pending(Instant until, Multipart multipart) ->
                new FileState.Pending(micros(until), multipart);
            case FileState.Ready(String etag, Instant since) -> new FileState.Ready(etag, micros(since));
        };
        createdAt = micros(createdAt);
        updatedAt = micros(updatedAt);
    }

    /** A new file of the caller's context, promised until the time given. Its key is made here. */
    public static FileRecord promised(
            FileId id, Caller caller, FileName name, Content content, Instant now, Instant until) {
        Owner owner = caller.context();
        return new FileRecord(
                id,
                ObjectKey.of(owner, id, name),
                owner,
                caller.user(),
                name,
                content,
                new FileState.Pending(until),
                now,
                now);
    }

    public boolean isReady() {
        return state instanceof FileState.Ready;
    }

    /** How this file is coming in parts; empty if it comes in one PUT, or is ready. */
    public Optional<Multipart> multipart() {
        return state instanceof FileState.Pending pending ? Optional.ofNullable(pending.multipart()) : Optional.empty();
    }

    /**
     * This pending file, coming in parts.
     *
     * @throws IllegalStateException if it is ready
     */
    public FileRecord inParts(Multipart multipart) {
        if (!(state instanceof FileState.Pending pending)) {
            throw new IllegalStateException("Has come already: " + id);
        }
        FileState coming = new FileState.Pending(pending.until(), multipart);
        return new FileRecord(id, key, owner, uploader, name, content, coming, createdAt, updatedAt);
    }

    /**
     * This file, now that its object has been seen. A ready file stays as it is.
     *
     * @throws StorageException.UploadMismatch if the object is not what was promised
     */
    public FileRecord ready(StoredObject stored, Instant now) {
        if (isReady()) {
            return this;
        }
        List<String> differences = differencesFrom(stored);
        if (!differences.isEmpty()) {
            throw new StorageException.UploadMismatch(id, differences);
        }
        FileState ready = new FileState.Ready(stored.etag(), now);
        return new FileRecord(id, key, owner, uploader, name, content, ready, createdAt, now);
    }

    /** This file as another owner's. Its key stays as it is. */
    public FileRecord ownedBy(Owner other, Instant now) {
        return new FileRecord(id, key, other, uploader, name, content, state, createdAt, now);
    }

    /** This file by another name. Its key, and what its object says of it, stay as they are. */
    public FileRecord named(FileName other, Instant now) {
        return new FileRecord(id, key, owner, uploader, other, content, state, createdAt, now);
    }

    private List<String> differencesFrom(StoredObject stored) {
        List<String> differences = new ArrayList<>();
        if (stored.size() != content.size()) {
            differences.add("size is " + stored.size() + ", promised " + content.size());
        }
        if (!stored.type().equalsIgnoreCase(content.type().value())) {
            differences.add("type is %s, promised %s".formatted(stored.type(), content.type()));
        }
        if (content.checksum() != null
                && stored.checksum() != null
                && !content.checksum().equals(stored.checksum())) {
            differences.add("SHA-256 is %s, promised %s".formatted(stored.checksum(), content.checksum()));
        }
        return differences;
    }

    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
