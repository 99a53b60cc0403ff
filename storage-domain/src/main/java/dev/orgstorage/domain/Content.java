package dev.orgstorage.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a file promises to be: its type, its size in bytes and, if the client gave one, its checksum. The size is at
 * most 2<sup>53</sup> - 1, the largest integer that every JSON reader keeps exactly.
 */
public record Content(MediaType type, long size, @Nullable Sha256 checksum) {
    private static final long LARGEST = (1L << 53) - 1;

    /** @throws StorageException.Invalid if the size is negative or beyond 2<sup>53</sup> - 1 */
    public Content {
        if (size < 0) {
            throw new StorageException.Invalid("fileSize", "is negative");
        }
        if (size > LARGEST) {
            throw new StorageException.Invalid("fileSize", "is beyond " + LARGEST + " bytes");
        }
    }

    public Content(MediaType type, long size) {
        this(type, size, null);
    }
}
