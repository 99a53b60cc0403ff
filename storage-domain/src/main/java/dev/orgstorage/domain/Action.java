package dev.orgstorage.domain;

/** What somebody wants to do with files. */
public enum Action {
    READ,
    UPLOAD,
    DELETE,
    RENAME,
    /** To read the audit trail of a context. */
    AUDIT
}
