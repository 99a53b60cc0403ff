package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The one place where rows become records and records rows. */
final class FileRow {
    static final String PENDING = "pending";
    static final String READY = "ready";

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
            FILE_RECORD.UPDATED_AT);

    private FileRow() {}

    static FileRecord toRecord(Record row) {
        @Nullable String uploader = row.get(FILE_RECORD.USER_ID);
        @Nullable String checksum = row.get(FILE_RECORD.CHECKSUM_SHA256);
        return new FileRecord(
                new FileId(row.get(FILE_RECORD.ID)),
                new ObjectKey(row.get(FILE_RECORD.FILE_KEY)),
                Owner.ofScope(row.get(FILE_RECORD.SCOPE)),
                uploader == null ? null : new UserId(uploader),
                new FileName(row.get(FILE_RECORD.FILENAME)),
                new Content(
                        new MediaType(row.get(FILE_RECORD.MIME_TYPE)),
                        row.get(FILE_RECORD.SIZE),
                        checksum == null ? null : new Sha256(checksum)),
                stateOf(row),
                row.get(FILE_RECORD.CREATED_AT),
                row.get(FILE_RECORD.UPDATED_AT));
    }

    /** The columns of a new record. Of its owner's two, exactly one is set; the database makes the scope of them. */
    static Map<Field<?>, @Nullable Object> toColumns(FileRecord file, FileState.Pending pending) {
        Map<Field<?>, @Nullable Object> columns = new HashMap<>();
        columns.put(FILE_RECORD.ID, file.id().value());
        columns.put(FILE_RECORD.FILE_KEY, file.key().value());
        columns.put(
                FILE_RECORD.USER_ID,
                file.uploader() == null ? null : file.uploader().value());
        switch (file.owner()) {
            case Owner.Personal(UserId user) -> columns.put(FILE_RECORD.OWNER_USER_ID, user.value());
            case Owner.Organization(OrganizationId organization) ->
                columns.put(FILE_RECORD.ORGANIZATION_ID, organization.value());
        }
        Content content = file.content();
        columns.put(FILE_RECORD.FILENAME, file.name().value());
        columns.put(FILE_RECORD.MIME_TYPE, content.type().value());
        columns.put(FILE_RECORD.SIZE, content.size());
        columns.put(
                FILE_RECORD.CHECKSUM_SHA256,
                content.checksum() == null ? null : content.checksum().base64());
        columns.put(FILE_RECORD.STATE, PENDING);
        columns.put(FILE_RECORD.UPLOAD_UNTIL, pending.until());
        columns.put(FILE_RECORD.CREATED_AT, file.createdAt());
        columns.put(FILE_RECORD.UPDATED_AT, file.updatedAt());
        return columns;
    }

    private static FileState stateOf(Record row) {
        return row.get(FILE_RECORD.STATE).equals(READY)
                ? new FileState.Ready(row.get(FILE_RECORD.ETAG), row.get(FILE_RECORD.READY_SINCE))
                : new FileState.Pending(row.get(FILE_RECORD.UPLOAD_UNTIL));
    }
}
