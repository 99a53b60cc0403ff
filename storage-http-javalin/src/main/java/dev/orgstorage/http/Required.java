package dev.orgstorage.http;

import dev.orgstorage.domain.StorageException;
import org.jspecify.annotations.Nullable;

/** Fields that a request has to have. */
final class Required {
    private Required() {}

    static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new StorageException.Invalid(name, "is missing");
        }
        return value;
    }
}
