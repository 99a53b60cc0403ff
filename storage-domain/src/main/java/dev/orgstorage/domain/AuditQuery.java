package dev.orgstorage.domain;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of an owner's audit trail, newest first.
 *
 * @param limit how many at most, 1 to 1,000
 * @param after the end of the page before; null for the first page
 * @param file those about this file; null for any
 * @param user those of this user; null for anybody's
 */
public record AuditQuery(
        int limit,
        @Nullable Cursor after,
        @Nullable FileId file,
        @Nullable UserId user) {
    /** @throws StorageException.Invalid if the limit is out of bounds */
    public AuditQuery {
        if (limit < 1 || limit > FileQuery.LARGEST_LIMIT) {
            throw new StorageException.Invalid("limit", "is not within 1 to " + FileQuery.LARGEST_LIMIT);
        }
    }

    /** The newest entries. */
    public static AuditQuery newest(int limit) {
        return new AuditQuery(limit, null, null, null);
    }

    public AuditQuery after(@Nullable Cursor cursor) {
        return new AuditQuery(limit, cursor, file, user);
    }

    public AuditQuery about(FileId other) {
        return new AuditQuery(limit, after, other, user);
    }

    public AuditQuery by(UserId other) {
        return new AuditQuery(limit, after, file, other);
    }
}
