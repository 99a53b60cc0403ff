package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.StorageException;

/** How a request ended. */
enum Outcome {
    DONE,
    NOT_FOUND,
    FORBIDDEN,
    NOT_UPLOADED,
    MISMATCH,

    /** It is not known what was done. */
    UNAVAILABLE,

    /** The server has died, and it is not known what was done. */
    CRASHED;

    /** Throws what no request here should meet. */
    static Outcome of(StorageException refusal) {
        return switch (refusal) {
            case StorageException.NotFound e -> NOT_FOUND;
            case StorageException.Forbidden e -> FORBIDDEN;
            case StorageException.NotUploaded e -> NOT_UPLOADED;
            case StorageException.UploadMismatch e -> MISMATCH;
            case StorageException.ContentMismatch e -> MISMATCH;
            case StorageException.Unavailable e -> UNAVAILABLE;
            default -> throw refusal;
        };
    }

    boolean isUnknown() {
        return this == UNAVAILABLE || this == CRASHED;
    }
}
