package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.DatabaseSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

final class DatabaseOptions {
    @Option(
            names = "--database-url",
            paramLabel = "DATABASE_URL",
            description = "PostgreSQL: jdbc:postgresql://host:5432/name or postgres://user:password@host:5432/name")
    private @Nullable String url;

    @Option(names = "--database-user", paramLabel = "DATABASE_USER", description = "goes before a user in the URL")
    private @Nullable String user;

    @Option(
            names = "--database-password",
            paramLabel = "DATABASE_PASSWORD",
            description = "goes before a password in the URL")
    private @Nullable String password;

    @Option(
            names = "--database-pool-size",
            paramLabel = "DATABASE_POOL_SIZE",
            description = "connections kept, ten if not given")
    private int poolSize = DatabaseSettings.STANDARD_POOL;

    boolean given() {
        return url != null;
    }

    int poolSize(Missing missing) {
        if (poolSize < 1) {
            missing.fault("DATABASE_POOL_SIZE is below 1");
        }
        return poolSize;
    }

    DatabaseSettings settings(Missing missing) {
        String named = missing.need("DATABASE_URL", url);
        try {
            return DatabaseSettings.of(named, user, password, Math.max(1, poolSize(missing)));
        } catch (IllegalArgumentException e) {
            if (given()) {
                missing.fault("DATABASE_URL: " + e.getMessage());
            }
            return new DatabaseSettings("jdbc:postgresql:", null, null, 1);
        }
    }
}
