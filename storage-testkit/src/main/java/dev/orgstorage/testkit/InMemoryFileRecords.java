package dev.orgstorage.testkit;

import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.FirstPage;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.InMemoryTables.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** File records in memory, and the other ports that stand on the same records. Can be made to be {@link #down}. */
public final class InMemoryFileRecords implements FileRecords {
    private static final Comparator<FileRecord> NEWEST_FIRST =
            Comparator.comparing((FileRecord file) -> file.id().toString()).reversed();

    private final InMemoryTables tables;

    /** The clock is the storage's own, by which tombstones stand. */
    public InMemoryFileRecords(InstantSource clock) {
        tables = new InMemoryTables(clock);
    }

    @Override
    public void add(List<FileRecord> pending) {
        tables.step("add " + pending.size(), () -> {
            List<Row> rows = pending.stream().map(this::newRow).toList();
            requireAlike(pending);
            rows.forEach(tables::put);
            return rows;
        });
    }

    private Row newRow(FileRecord pending) {
        if (!(pending.state() instanceof FileState.Pending state)) {
            throw new IllegalArgumentException("Only a pending file can be added: " + pending.id());
        }
        if (tables.row(pending.id()).isPresent() || tables.row(pending.key()).isPresent()) {
            throw new IllegalArgumentException("Was added before: " + pending.id());
        }
        return new Row(pending, state.until(), state.until());
    }

    private static void requireAlike(List<FileRecord> pending) {
        boolean areDistinct = pending.stream().map(FileRecord::id).distinct().count() == pending.size()
                && pending.stream().map(FileRecord::key).distinct().count() == pending.size();
        long whose = pending.stream()
                .map(file -> Arrays.asList(file.owner(), file.uploader()))
                .distinct()
                .count();
        if (!areDistinct || whose != 1) {
            throw new IllegalArgumentException("Not files of one owner and uploader, each once: " + pending);
        }
    }

    @Override
    public Optional<FileRecord> find(Owner owner, FileRef ref) {
        return tables.step("find " + ref, () -> row(owner, ref).map(Row::file));
    }

    @Override
    public List<FileRecord> findAll(Owner owner, Collection<? extends FileRef> refs) {
        return tables.step(
                "find " + refs.size(),
                () -> refs.stream()
                        .flatMap(ref -> row(owner, ref).stream())
                        .map(Row::file)
                        .distinct()
                        .toList());
    }

    @Override
    public FilePage list(Owner owner, FileQuery query) {
        return tables.step("list " + owner.scope(), () -> page(owner, query));
    }

    @Override
    public FirstPage firstPage(Owner owner, FileQuery query, UserId uploader, int mostPending) {
        return tables.step("list first " + owner.scope(), () -> {
            List<FileRecord> pending = of(owner)
                    .filter(file -> !file.isReady() && uploader.equals(file.uploader()))
                    .filter(file -> file.multipart().isEmpty())
                    .sorted(NEWEST_FIRST)
                    .limit(mostPending)
                    .toList();
            return new FirstPage(pending, page(owner, query));
        });
    }

    private FilePage page(Owner owner, FileQuery query) {
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
    public Usage usage(Owner owner) {
        return tables.step("tell the usage of " + owner.scope(), () -> {
            List<FileRecord> ready = of(owner).filter(FileRecord::isReady).toList();
            long bytes = ready.stream().mapToLong(file -> file.content().size()).sum();
            return new Usage(ready.size(), bytes);
        });
    }

    @Override
    public boolean noteUpload(Owner owner, FileId id, UploadId upload) {
        return tables.step("note the upload of " + id, () -> {
            Optional<Row> waiting = pendingRow(owner, id)
                    .filter(row -> row.file()
                            .multipart()
                            .filter(multipart -> multipart.uploadId() == null)
                            .isPresent());
            waiting.ifPresent(row -> {
                long partSize = row.file().multipart().orElseThrow().partSize();
                FileRecord begun = row.file().inParts(new Multipart(partSize, upload));
                tables.put(new Row(begun, row.uploadUntil(), row.lentUntil()));
            });
            return waiting.isPresent();
        });
    }

    @Override
    public boolean markReady(FileRecord ready) {
        return tables.step("mark ready " + ready.id(), () -> {
            if (!ready.isReady()) {
                throw new IllegalArgumentException("Is not ready: " + ready.id());
            }
            Optional<Row> pending = pendingRow(ready.owner(), ready.id());
            pending.ifPresent(
                    row -> tables.put(new Row(inStateOf(ready, row.file()), row.uploadUntil(), row.lentUntil())));
            return pending.isPresent();
        });
    }

    @Override
    public Optional<FileRecord> rename(Owner owner, FileId id, FileName name, Instant now) {
        return tables.step("rename " + id, () -> {
            Optional<Row> renamed = row(owner, id)
                    .filter(row -> row.file().isReady())
                    .map(row -> new Row(row.file().named(name, now), row.uploadUntil(), row.lentUntil()));
            renamed.ifPresent(tables::put);
            return renamed.map(Row::file);
        });
    }

    @Override
    public boolean remove(Owner owner, FileRef ref) {
        return tables.step("remove " + ref, () -> bury(row(owner, ref)));
    }

    @Override
    public boolean removePending(Owner owner, FileId id) {
        return tables.step("remove pending " + id, () -> bury(pendingRow(owner, id)));
    }

    /** The tombstones of the files removed here. */
    public Tombstones tombstones() {
        return new InMemoryTombstones(tables);
    }

    /** The records of all owners. */
    public Ledger ledger() {
        return new InMemoryLedger(tables);
    }

    /** The owners of these files. */
    public Owners owners() {
        return new InMemoryOwners(tables);
    }

    /** All files of all owners, newest first, for looking at what came about; also while down. */
    public List<FileRecord> all() {
        synchronized (tables) {
            return tables.rows().stream().map(Row::file).sorted(NEWEST_FIRST).toList();
        }
    }

    /** While down, everything fails with {@link dev.orgstorage.domain.StorageException.Unavailable}. */
    public void down(boolean isDown) {
        tables.down(isDown);
    }

    /** The file as it is, in the state of another. */
    private static FileRecord inStateOf(FileRecord ready, FileRecord file) {
        return new FileRecord(
                file.id(),
                file.key(),
                file.owner(),
                file.uploader(),
                file.name(),
                file.content(),
                ready.state(),
                file.createdAt(),
                ready.updatedAt());
    }

    private boolean bury(Optional<Row> row) {
        row.ifPresent(tables::bury);
        return row.isPresent();
    }

    private Stream<FileRecord> of(Owner owner) {
        return tables.rows().stream().map(Row::file).filter(file -> file.owner().equals(owner));
    }

    private Optional<Row> row(Owner owner, FileRef ref) {
        return tables.row(ref).filter(row -> row.file().owner().equals(owner));
    }

    private Optional<Row> pendingRow(Owner owner, FileId id) {
        return row(owner, id).filter(row -> !row.file().isReady());
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
