package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.val;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The one place where rows become records and records rows. */
final class FileRow {
    static final String PENDING = "pending";
    static final String READY = "ready";

    static final Condition IS_READY = FILE_RECORD.STATE.eq(inline(READY));
    static final Condition IS_PENDING = FILE_RECORD.STATE.eq(inline(PENDING));

    static final List<Field<?>> FIELDS = List.of(
            FILE_RECORD.ID,
            FILE_RECORD.FILE_KEY,
            FILE_RECORD.SCOPE,
            FILE_RECORD.USER_ID,
            FILE_RECORD.FILENAME,
            FILE_RECORD.MIME_TYPE,
            FILE_RECORD.SIZE,
            FILE_RECORD.CHECKSUM_SHA256,
            FILE_RECORD.STATE,
            FILE_RECORD.UPLOAD_UNTIL,
            FILE_RECORD.ETAG,
            FILE_RECORD.READY_SINCE,
            FILE_RECORD.CREATED_AT,
            FILE_RECORD.UPDATED_AT,
            FILE_RECORD.PART_SIZE,
            FILE_RECORD.UPLOAD_ID);

    /** All {@link #FIELDS} as one, rendered once: of a listing their names were the larger part of rendering it. */
    static final Field<?> ALL = field(raw(DSL.using(SQLDialect.POSTGRES).render(list(FIELDS))));

    private FileRow() {}

    /** The records that a query of {@link #FIELDS} gives, in its order. */
    static List<FileRecord> fetch(ResultQuery<?> query) {
        try (ResultSet rows = query.fetchResultSet()) {
            return toRecords(rows);
        } catch (SQLException e) {
            throw new DataAccessException("Could not read the records", e);
        }
    }

    /** Those that are left. */
    static List<FileRecord> toRecords(ResultSet rows) throws SQLException {
        List<FileRecord> files = new ArrayList<>();
        while (rows.next()) {
            files.add(toRecord(rows));
        }
        return files;
    }

    /** The one record that a query of {@link #FIELDS} gives, if it gives one. */
    static Optional<FileRecord> fetchOptional(ResultQuery<?> query) {
        return fetch(query).stream().findFirst();
    }

    /** By the places of {@link #FIELDS}, without jOOQ's record in between, which costs more than all the rest of a page. */
    private static FileRecord toRecord(ResultSet row) throws SQLException {
        @Nullable String uploader = row.getString(4);
        @Nullable String checksum = row.getString(8);
        return new FileRecord(
                new FileId(row.getObject(1, UUID.class)),
                new ObjectKey(row.getString(2)),
                Owner.ofScope(row.getString(3)),
                uploader == null ? null : new UserId(uploader),
                new FileName(row.getString(5)),
                new Content(
                        new MediaType(row.getString(6)),
                        row.getLong(7),
                        checksum == null ? null : new Sha256(checksum)),
                stateOf(row),
                time(row, 13),
                time(row, 14));
    }

    private static FileState stateOf(ResultSet row) throws SQLException {
        return row.getString(9).equals(READY)
                ? new FileState.Ready(row.getString(11), time(row, 12))
                : new FileState.Pending(time(row, 10), multipartOf(row));
    }

    private static @Nullable Multipart multipartOf(ResultSet row) throws SQLException {
        long partSize = row.getLong(15);
        if (row.wasNull()) {
            return null;
        }
        @Nullable String upload = row.getString(16);
        return new Multipart(partSize, upload == null ? null : new UploadId(upload));
    }

    private static Instant time(ResultSet row, int place) throws SQLException {
        return row.getObject(place, OffsetDateTime.class).toInstant();
    }

    /** The columns of a new record. Of its owner's two, exactly one is set; the database makes the scope of them. */
    static Map<Field<?>, @Nullable Object> toColumns(FileRecord file) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(FILE_RECORD.ID, file.id().value());
        columns.put(FILE_RECORD.FILE_KEY, file.key().value());
        columns.put(
                FILE_RECORD.USER_ID,
                file.uploader() == null ? null : file.uploader().value());
        putOwner(columns, file.owner());
        Content content = file.content();
        columns.put(FILE_RECORD.FILENAME, file.name().value());
        columns.put(FILE_RECORD.MIME_TYPE, content.type().value());
        columns.put(FILE_RECORD.SIZE, content.size());
        columns.put(
                FILE_RECORD.CHECKSUM_SHA256,
                content.checksum() == null ? null : content.checksum().base64());
        putState(columns, file);
        columns.put(FILE_RECORD.CREATED_AT, file.createdAt());
        columns.put(FILE_RECORD.UPDATED_AT, file.updatedAt());
        return columns;
    }

    static void putOwner(Map<Field<?>, @Nullable Object> columns, Owner owner) {
        columns.put(FILE_RECORD.OWNER_USER_ID, owner instanceof Owner.Personal(UserId user) ? user.value() : null);
        columns.put(
                FILE_RECORD.ORGANIZATION_ID,
                owner instanceof Owner.Organization(OrganizationId organization) ? organization.value() : null);
    }

    /** A record that is born ready has no upload URL. */
    private static void putState(Map<Field<?>, @Nullable Object> columns, FileRecord file) {
        switch (file.state()) {
            case FileState.Pending pending -> {
                columns.put(FILE_RECORD.STATE, PENDING);
                columns.put(FILE_RECORD.UPLOAD_UNTIL, pending.until());
                file.multipart().ifPresent(multipart -> putMultipart(columns, multipart));
            }
            case FileState.Ready(String etag, Instant since) -> {
                columns.put(FILE_RECORD.STATE, READY);
                columns.put(FILE_RECORD.UPLOAD_UNTIL, file.createdAt());
                columns.put(FILE_RECORD.ETAG, etag);
                columns.put(FILE_RECORD.READY_SINCE, since);
            }
        }
    }

    private static void putMultipart(Map<Field<?>, @Nullable Object> columns, Multipart multipart) {
        UploadId upload = multipart.uploadId();
        columns.put(FILE_RECORD.PART_SIZE, multipart.partSize());
        columns.put(FILE_RECORD.UPLOAD_ID, upload == null ? null : upload.value());
    }

    static Condition isNamed(FileRef ref) {
        return switch (ref) {
            case FileId id -> FILE_RECORD.ID.eq(id.value());
            case ObjectKey key -> FILE_RECORD.FILE_KEY.eq(key.value());
        };
    }

    static Condition isNamedByOneOf(Collection<? extends FileRef> refs) {
        UUID[] ids = refs.stream()
                .flatMap(ref -> ref instanceof FileId id ? Stream.of(id.value()) : Stream.empty())
                .toArray(UUID[]::new);
        String[] keys = refs.stream()
                .flatMap(ref -> ref instanceof ObjectKey key ? Stream.of(key.value()) : Stream.empty())
                .toArray(String[]::new);
        return isOneOf(FILE_RECORD.ID, ids).or(isOneOf(FILE_RECORD.FILE_KEY, keys));
    }

    /**
     * The values go as one text. jOOQ binds an array without its type; the driver then has the statement described, sees
     * that it may return much, and waits for an answer before and after it.
     */
    private static <T> Condition isOneOf(Field<T> column, T[] values) {
        String literal = Arrays.stream(values)
                .map(value -> '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
        return column.eq(any(val(literal).cast(column.getDataType().getArrayDataType())));
    }
}
