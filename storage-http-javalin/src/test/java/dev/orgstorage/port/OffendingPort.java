package dev.orgstorage.port;

import dev.orgstorage.usecase.SignedFile;

/** Knows what is further out. */
public interface OffendingPort {
    SignedFile file();
}
