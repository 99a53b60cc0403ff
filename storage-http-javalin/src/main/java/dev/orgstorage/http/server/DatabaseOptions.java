package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.persistence.jooq.Login;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

final class DatabaseOptions {
    @Option(
            names = "--database-url",
            paramLabel = "DATABASE_URL",
            description = {
                "PostgreSQL, as jdbc:postgresql://host:5432/name",
                "or postgres://user:password@host:5432/name"
            })
    private @Nullable String url;

    @Option(names = "--database-user", paramLabel = "DATABASE_USER", description = "goes before a user in the URL")
    private @Nullable String user;

    @Option(
            names = "--database-password",
            paramLabel = "DATABASE_PASSWORD",
            description = "goes before a password in the URL")
    private @Nullable String password;

    @Option(
            names = "--database-upkeep-user",
            paramLabel = "DATABASE_UPKEEP_USER",
            description = "who sweeps, imports, compares, erases; the database user if not given")
    private @Nullable String upkeepUser;

    @Option(
            names = "--database-upkeep-password",
            paramLabel = "DATABASE_UPKEEP_PASSWORD",
            description = "the password of that user")
    private @Nullable String upkeepPassword;

    @Option(
            names = "--database-owner-user",
            paramLabel = "DATABASE_OWNER_USER",
            description = "who migrates, and owns the tables; the database user if not given")
    private @Nullable String ownerUser;

    @Option(
            names = "--database-owner-password",
            paramLabel = "DATABASE_OWNER_PASSWORD",
            description = "the password of that user")
    private @Nullable String ownerPassword;

    @Option(
            names = "--database-pool-size",
            paramLabel = "DATABASE_POOL_SIZE",
            description = "connections kept; 10 if not given")
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
        @Nullable Login upkeep = login("DATABASE_UPKEEP", upkeepUser, upkeepPassword, missing);
        @Nullable Login owner = login("DATABASE_OWNER", ownerUser, ownerPassword, missing);
        try {
            DatabaseSettings settings = DatabaseSettings.of(named, user, password, Math.max(1, poolSize(missing)));
            settings = upkeep == null ? settings : settings.withUpkeep(upkeep);
            return owner == null ? settings : settings.withOwner(owner);
        } catch (IllegalArgumentException e) {
            if (given()) {
                missing.fault("DATABASE_URL: " + e.getMessage());
            }
            return new DatabaseSettings("jdbc:postgresql:", null, null, 1);
        }
    }

    private static @Nullable Login login(
            String setting, @Nullable String user, @Nullable String password, Missing missing) {
        if (user == null && password != null) {
            missing.fault(setting + "_USER is missing beside " + setting + "_PASSWORD");
        }
        return user == null ? null : new Login(user, password);
    }
}
