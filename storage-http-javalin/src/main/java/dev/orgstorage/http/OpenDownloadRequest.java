package dev.orgstorage.http;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.StorageException;
import org.jspecify.annotations.Nullable;

record OpenDownloadRequest(
        @Nullable String fileKey,
        @Nullable String id,
        @Nullable String disposition) {
    FileRef file() {
        if ((fileKey == null) == (id == null)) {
            throw new StorageException.Invalid("fileKey", "or id is needed, and not both");
        }
        return fileKey == null ? Refs.id(Required.field("id", id)) : Refs.key(fileKey);
    }

    Disposition howShown() {
        return disposition(disposition);
    }

    static Disposition disposition(@Nullable String text) {
        return switch (text) {
            case null -> Disposition.ATTACHMENT;
            case "attachment" -> Disposition.ATTACHMENT;
            case "inline" -> Disposition.INLINE;
            default -> throw new StorageException.Invalid("disposition", "is neither attachment nor inline");
        };
    }
}
