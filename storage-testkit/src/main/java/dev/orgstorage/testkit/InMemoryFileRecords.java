package dev.orgstorage.testkit;

import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Tombstones;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** File records in memory, and their {@link #tombstones}. Can be made to be {@link #down}. */
public final class InMemoryFileRecords implements FileRecords {
    private static final Comparator<FileRecord> NEWEST_FIRST =
            Comparator.comparing((FileRecord file) -> file.id().toString()).reversed();

    private final Map<FileId, Row> rows = new HashMap<>();
    private final Map<FileId, Buried> buried = new HashMap<>();
    private final InstantSource clock;
    private boolean down;

    private record Row(FileRecord file, Instant uploadUntil) {}

    private record Buried(Owner owner, Tombstone tombstone) {}

    /** The clock is the storage's own, by which tombstones stand. */
    public InMemoryFileRecords(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void add(FileRecord pending) {
        requireUp("add " + pending.id());
        if (!(pending.state() instanceof FileState.Pending(Instant until))) {
            throw new IllegalArgumentException("Only a pending file can be added: " + pending.id());
        }
        if (isKnown(pending)) {
            throw new IllegalArgumentException("Was added before: " + pending.id());
        }
        rows.put(pending.id(), new Row(pending, until));
    }

    @Override
    public synchronized Optional<FileRecord> find(Owner owner, FileRef ref) {
        requireUp("find " + ref);
        return of(owner).filter(file -> names(ref, file.id(), file.key())).findFirst();
    }

    @Override
    public synchronized FilePage list(Owner owner, FileQuery query) {
        requireUp("list " + owner.scope());
        List<FileRecord> found = of(owner)
                .filter(FileRecord::isReady)
                .filter(file -> isAfter(query.after(), file) && matches(query, file))
                .sorted(NEWEST_FIRST)
                .limit(query.limit() + 1L)
                .toList();
        if (found.size() <= query.limit()) {
            return new FilePage(found, null);
        }
        List<FileRecord> page = found.subList(0, query.limit());
        return new FilePage(page, new Cursor(page.getLast().id()));
    }

    @Override
    public synchronized List<FileRecord> pending(Owner owner, UserId uploader, int limit) {
        requireUp("list pending of " + owner.scope());
        return of(owner)
                .filter(file -> !file.isReady() && uploader.equals(file.uploader()))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean markReady(FileRecord ready) {
        requireUp("mark ready " + ready.id());
        if (!ready.isReady()) {
            throw new IllegalArgumentException("Is not ready: " + ready.id());
        }
        Row row = rows.get(ready.id());
        if (row == null || row.file().isReady() || !row.file().owner().equals(ready.owner())) {
            return false;
        }
        rows.put(ready.id(), new Row(ready, row.uploadUntil()));
        return true;
    }

    @Override
    public synchronized boolean remove(Owner owner, FileRef ref) {
        return find(owner, ref).map(this::bury).orElse(false);
    }

    @Override
    public synchronized boolean removePending(Owner owner, FileId id) {
        return find(owner, id).filter(file -> !file.isReady()).map(this::bury).orElse(false);
    }

    /** The tombstones of the files removed here. */
    public Tombstones tombstones() {
        return new Tombstones() {
            @Override
            public Optional<Tombstone> find(Owner owner, FileRef ref) {
                return findTombstone(owner, ref);
            }

            @Override
            public void objectRemoved(ObjectKey key) {
                noteObjectRemoved(key);
            }
        };
    }

    /** All files of all owners, newest first, for looking at what came about. */
    public synchronized List<FileRecord> all() {
        return rows.values().stream().map(Row::file).sorted(NEWEST_FIRST).toList();
    }

    /** While down, everything fails with {@link StorageException.Unavailable}. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    private boolean bury(FileRecord file) {
        Row row = Objects.requireNonNull(rows.remove(file.id()));
        Tombstone tombstone = Tombstone.of(file.id(), file.key(), row.uploadUntil(), clock.instant());
        buried.put(file.id(), new Buried(file.owner(), tombstone));
        return true;
    }

    private synchronized Optional<Tombstone> findTombstone(Owner owner, FileRef ref) {
        requireUp("find tombstone " + ref);
        return buried.values().stream()
                .filter(dead -> dead.owner().equals(owner))
                .map(Buried::tombstone)
                .filter(tombstone -> names(ref, tombstone.id(), tombstone.key()))
                .findFirst();
    }

    private synchronized void noteObjectRemoved(ObjectKey key) {
        requireUp("note removal of " + key);
        buried.replaceAll((id, dead) -> {
            Tombstone tombstone = dead.tombstone();
            return tombstone.key().equals(key)
                    ? new Buried(dead.owner(), new Tombstone(id, key, true, tombstone.until()))
                    : dead;
        });
    }

    private void requireUp(String attempt) {
        if (down) {
            throw new StorageException.Unavailable(attempt, new ConnectException("The records are down"));
        }
    }

    private Stream<FileRecord> of(Owner owner) {
        return rows.values().stream().map(Row::file).filter(file -> file.owner().equals(owner));
    }

    private boolean isKnown(FileRecord file) {
        return rows.values().stream()
                .map(Row::file)
                .anyMatch(other -> other.id().equals(file.id()) || other.key().equals(file.key()));
    }

    private static boolean names(FileRef ref, FileId id, ObjectKey key) {
        return switch (ref) {
            case FileId wanted -> wanted.equals(id);
            case ObjectKey wanted -> wanted.equals(key);
        };
    }

    private static boolean isAfter(@Nullable Cursor cursor, FileRecord file) {
        return cursor == null || file.id().toString().compareTo(cursor.before().toString()) < 0;
    }

    private static boolean matches(FileQuery query, FileRecord file) {
        String part = query.nameContains();
        String type = query.type();
        return (part == null || lower(file.name().value()).contains(lower(part)))
                && (type == null || file.content().type().in(type));
    }

    private static String lower(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
