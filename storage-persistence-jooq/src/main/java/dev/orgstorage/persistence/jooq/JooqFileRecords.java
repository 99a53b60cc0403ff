package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.Failures.asUnavailable;
import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static dev.orgstorage.persistence.jooq.generated.Tables.ORGANIZATIONS;
import static dev.orgstorage.persistence.jooq.generated.Tables.USERS;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;

import dev.orgstorage.domain.Cursor;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.FirstPage;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.FileRecords;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertResultStep;
import org.jooq.ResultQuery;
import org.jooq.WithStep;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** File records in PostgreSQL. Every statement names the owner's scope, and is a transaction of its own. */
public final class JooqFileRecords implements FileRecords {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final Template BY_ID = byRef(Template.ANY_FILE);
    private static final Template BY_KEY = byRef(new ObjectKey("any"));

    private final Scoped scoped;
    private final KnownOwners known;

    /**
     * The caller keeps the context and closes what it stands on. Its transactions, if there are any, are jOOQ's or JDBC's:
     * without one that these know of, each statement begins and commits its own. Row level security shows each statement
     * the rows of the owner it is about and no others, unless the context's user is above it, as a superuser is.
     */
    public JooqFileRecords(DSLContext jooq) {
        this(Scoped.over(jooq), KnownOwners.none());
    }

    /** @param known whom it need not add once more; of nobody, if a transaction of the caller's may yet undo what it adds */
    JooqFileRecords(Scoped scoped, KnownOwners known) {
        this.scoped = scoped;
        this.known = known;
    }

    @Override
    public void add(List<FileRecord> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("No file to add");
        }
        FileRecord first = files.getFirst();
        files.forEach(file -> requireAddable(file, first));
        try {
            insert(files);
        } catch (DataAccessException e) {
            if (e.sqlState().equals(UNIQUE_VIOLATION)) {
                throw new IllegalArgumentException("Was added before: " + ids(files), e);
            }
            if (Failures.isForeignKeyViolation(e)) {
                throw new StorageException.UnknownOwner(first.owner(), first.uploader(), e);
            }
            String whose = files.size() == 1 ? "the record of " + first.key() : "the records of " + ids(files);
            throw Failures.unavailable("add " + whose, e);
        }
    }

    private static void requireAddable(FileRecord file, FileRecord first) {
        if (file.isReady()) {
            throw new IllegalArgumentException("Only a pending file can be added: " + file.id());
        }
        if (!file.owner().equals(first.owner()) || !Objects.equals(file.uploader(), first.uploader())) {
            throw new IllegalArgumentException("Not all of one owner and uploader: " + file.id());
        }
    }

    private static List<FileId> ids(List<FileRecord> files) {
        return files.stream().map(FileRecord::id).toList();
    }

    private void insert(List<FileRecord> files) {
        FileRecord first = files.getFirst();
        if (known.areOf(first) && isInsertedOnce(files, List.of())) {
            return;
        }
        known.forget(first);
        insertWithOwners(files, newOwners(first));
        known.add(first);
    }

    /** An owner who is erased while this looks at them is new the next time, unless the host does not know them. */
    private void insertWithOwners(List<FileRecord> files, List<CommonTableExpression<?>> newOwners) {
        if (!isInsertedOnce(files, newOwners)) {
            insertOnce(files, newOwners);
        }
    }

    /** False if an owner is not there. */
    private boolean isInsertedOnce(List<FileRecord> files, List<CommonTableExpression<?>> newOwners) {
        try {
            insertOnce(files, newOwners);
            return true;
        } catch (DataAccessException e) {
            if (!Failures.isForeignKeyViolation(e)) {
                throw e;
            }
            return false;
        }
    }

    /** One file goes as values: a row of arrays costs both sides more than the row. */
    private void insertOnce(List<FileRecord> files, List<CommonTableExpression<?>> newOwners) {
        List<Map<Field<?>, @Nullable Object>> rows =
                files.stream().map(FileRow::toColumns).toList();
        WithStep sql = scoped.to(files.getFirst().owner()).with(newOwners);
        if (rows.size() == 1) {
            sql.insertInto(FILE_RECORD).set(rows.getFirst()).execute();
        } else {
            sql.insertInto(FILE_RECORD, rows.getFirst().keySet())
                    .select(Rows.of(rows))
                    .execute();
        }
    }

    @Override
    public Optional<FileRecord> find(Owner owner, FileRef ref) {
        ResultQuery<?> query = switch (ref) {
            case FileId id -> BY_ID.on(scoped.to(owner), owner.scope(), id.value());
            case ObjectKey key -> BY_KEY.on(scoped.to(owner), owner.scope(), key.value());
        };
        return asUnavailable("find " + ref, () -> FileRow.fetchOptional(query));
    }

    @Override
    public List<FileRecord> findAll(Owner owner, Collection<? extends FileRef> refs) {
        return asUnavailable(
                "find " + refs.size() + " files",
                () -> FileRow.fetch(scoped.to(owner)
                        .select(FileRow.ALL)
                        .from(FILE_RECORD)
                        .where(isOf(owner), FileRow.isNamedByOneOf(refs))));
    }

    @Override
    public FilePage list(Owner owner, FileQuery query) {
        return page(query, fetch(owner, FileListing.page(scoped.to(owner), owner, query)));
    }

    @Override
    public FirstPage firstPage(Owner owner, FileQuery query, UserId uploader, int mostPending) {
        List<FileRecord> both =
                fetch(owner, FileListing.firstPage(scoped.to(owner), owner, query, uploader, mostPending));
        List<FileRecord> pending = both.stream().filter(file -> !file.isReady()).toList();
        List<FileRecord> ready = both.stream().filter(FileRecord::isReady).toList();
        return new FirstPage(pending, page(query, ready));
    }

    private static List<FileRecord> fetch(Owner owner, ResultQuery<?> listing) {
        return asUnavailable("list the files of " + owner.scope(), () -> FileRow.fetch(listing));
    }

    private static FilePage page(FileQuery query, List<FileRecord> found) {
        if (found.size() <= query.limit()) {
            return new FilePage(found, null);
        }
        List<FileRecord> page = found.subList(0, query.limit());
        return new FilePage(page, new Cursor(page.getLast().id()));
    }

    @Override
    public Usage usage(Owner owner) {
        return asUnavailable("tell the usage of " + owner.scope(), () -> UsageRows.of(scoped.to(owner), owner));
    }

    @Override
    public boolean noteUpload(Owner owner, FileId id, UploadId upload) {
        return asUnavailable(
                "note the upload of " + id,
                () -> scoped.to(owner)
                                .update(FILE_RECORD)
                                .set(FILE_RECORD.UPLOAD_ID, upload.value())
                                .where(
                                        isOf(owner),
                                        FileRow.isNamed(id),
                                        FileRow.IS_PENDING,
                                        FILE_RECORD.PART_SIZE.isNotNull(),
                                        FILE_RECORD.UPLOAD_ID.isNull())
                                .execute()
                        == 1);
    }

    @Override
    public boolean markReady(FileRecord file) {
        if (!(file.state() instanceof FileState.Ready ready)) {
            throw new IllegalArgumentException("Is not ready: " + file.id());
        }
        return asUnavailable(
                "mark ready " + file.key(),
                () -> scoped.to(file.owner())
                                .update(FILE_RECORD)
                                .set(FILE_RECORD.STATE, FileRow.READY)
                                .set(FILE_RECORD.ETAG, ready.etag())
                                .set(FILE_RECORD.READY_SINCE, ready.since())
                                .setNull(FILE_RECORD.PART_SIZE)
                                .setNull(FILE_RECORD.UPLOAD_ID)
                                .set(FILE_RECORD.UPDATED_AT, file.updatedAt())
                                .where(isOf(file.owner()), FileRow.isNamed(file.id()), FileRow.IS_PENDING)
                                .execute()
                        == 1);
    }

    @Override
    public Optional<FileRecord> rename(Owner owner, FileId id, FileName to, Instant now) {
        return asUnavailable(
                "rename " + id,
                () -> FileRow.fetchOptional(scoped.to(owner)
                        .update(FILE_RECORD)
                        .set(FILE_RECORD.FILENAME, to.value())
                        .set(FILE_RECORD.UPDATED_AT, now.truncatedTo(ChronoUnit.MICROS))
                        .where(isOf(owner), FileRow.isNamed(id), FileRow.IS_READY)
                        .returningResult(FileRow.FIELDS)));
    }

    @Override
    public boolean remove(Owner owner, FileRef ref) {
        return remove(owner, ref, noCondition());
    }

    @Override
    public boolean removePending(Owner owner, FileId id) {
        return remove(owner, id, FileRow.IS_PENDING);
    }

    private boolean remove(Owner owner, FileRef ref, Condition condition) {
        return asUnavailable(
                "remove the record of " + ref,
                () -> scoped.to(owner)
                                .deleteFrom(FILE_RECORD)
                                .where(isOf(owner), FileRow.isNamed(ref), condition)
                                .execute()
                        == 1);
    }

    /** Adds the file's owner and uploader where they are new, within the statement that adds it and others of theirs. */
    private static List<CommonTableExpression<?>> newOwners(FileRecord file) {
        List<CommonTableExpression<?>> owners = new ArrayList<>();
        if (file.uploader() != null) {
            owners.add(newOwner("new_uploader", newUser(file.uploader())));
        }
        switch (file.owner()) {
            case Owner.Personal(UserId user) when user.equals(file.uploader()) -> {}
            case Owner.Personal(UserId user) -> owners.add(newOwner("new_owner", newUser(user)));
            case Owner.Organization(OrganizationId organization) ->
                owners.add(newOwner("new_owner", newOrganization(organization)));
        }
        return owners;
    }

    private static InsertResultStep<?> newUser(UserId user) {
        return insertInto(USERS, USERS.ID)
                .values(user.value())
                .onConflictDoNothing()
                .returning(USERS.ID);
    }

    private static InsertResultStep<?> newOrganization(OrganizationId organization) {
        return insertInto(ORGANIZATIONS, ORGANIZATIONS.ID)
                .values(organization.value())
                .onConflictDoNothing()
                .returning(ORGANIZATIONS.ID);
    }

    private static CommonTableExpression<?> newOwner(String name, InsertResultStep<?> insert) {
        return name(name).as(resultQuery("{0}", insert));
    }

    private static Template byRef(FileRef ref) {
        return Template.of(select(FileRow.ALL).from(FILE_RECORD).where(isOf(Template.ANY_OWNER), FileRow.isNamed(ref)));
    }

    private static Condition isOf(Owner owner) {
        return FILE_RECORD.SCOPE.eq(owner.scope());
    }
}
