package dev.orgstorage.domain;

/** What a caller may do in an organization, from least to most. Somebody without a named role is a member. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Reads and uploads, and deletes what they uploaded. */
    MEMBER,
    /** Deletes anything, and reads the audit trail. */
    ADMIN,
    /** Deletes anything, and reads the audit trail. */
    OWNER
}
