package dev.orgstorage.persistence.jooq;

import org.jspecify.annotations.Nullable;

/** Who logs in to a database; what is null, the driver finds by itself. Never prints the password. */
public record Login(@Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
        return String.valueOf(user);
    }
}
