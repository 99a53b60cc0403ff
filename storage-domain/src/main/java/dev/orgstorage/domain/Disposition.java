package dev.orgstorage.domain;

/** What a browser does with a download: save it, or show it in place where that is safe. */
public enum Disposition {
    ATTACHMENT,
    INLINE;

    /** This, but showing in place only what is safe to show. */
    public Disposition safeFor(MediaType type) {
        return type.safeInline() ? this : ATTACHMENT;
    }
}
