package dev.orgstorage.domain;

/** What a browser does with a download: save it, or show it in place where that is safe. */
public enum Disposition {
    ATTACHMENT,
    INLINE
}
