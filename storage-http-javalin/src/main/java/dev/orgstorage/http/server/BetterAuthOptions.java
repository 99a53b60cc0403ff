package dev.orgstorage.http.server;

import dev.orgstorage.http.BetterAuthSettings;
import dev.orgstorage.http.Origins;
import dev.orgstorage.http.Roles;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where better-auth is, and its tables. */
final class BetterAuthOptions {
    @Option(
            names = "--better-auth-url",
            paramLabel = "BETTER_AUTH_URL",
            description = "the base URL of better-auth, whose JWTs are issued by it and for it")
    private @Nullable String url;

    @Option(
            names = "--better-auth-secret",
            paramLabel = "BETTER_AUTH_SECRET",
            description = "the secret that better-auth signs session tokens with")
    private @Nullable String secret;

    @Option(
            names = "--better-auth-database-url",
            paramLabel = "BETTER_AUTH_DATABASE_URL",
            description = "where its tables are, as DATABASE_URL; that if not given")
    private @Nullable String database;

    @Option(
            names = "--better-auth-schema",
            paramLabel = "BETTER_AUTH_SCHEMA",
            description = "the schema of its tables; public if not given")
    private String schema = "public";

    @Option(
            names = "--better-auth-cookie-prefix",
            paramLabel = "BETTER_AUTH_COOKIE_PREFIX",
            description = "of the names of its cookies; better-auth if not given")
    private String cookiePrefix = BetterAuthSettings.STANDARD_PREFIX;

    @Option(
            names = "--better-auth-unsigned-bearer",
            paramLabel = "BETTER_AUTH_UNSIGNED_BEARER",
            arity = "0..1",
            fallbackValue = "true",
            description = "take bearer tokens without their signature too")
    private boolean unsignedBearer;

    @Nullable
    String url() {
        return url;
    }

    /** Null if something is missing or wrong. */
    AuthSettings.@Nullable Sessions sessions(Origins origins, Roles roles, Missing missing) {
        String shared = missing.need("BETTER_AUTH_SECRET", secret);
        return shared.isEmpty()
                ? null
                : new AuthSettings.Sessions(
                        new BetterAuthSettings(shared, cookiePrefix, unsignedBearer, origins, roles));
    }

    /**
     * Where its tables are; null if that is missing or wrong.
     *
     * @param records the database of the records, where they are if nothing else is set; null in embedded mode
     */
    AuthSettings.@Nullable Live tables(@Nullable DatabaseSettings records, Duration kept, Missing missing) {
        if (database == null && records != null) {
            return new AuthSettings.Live(records, schema, kept);
        }
        String named = missing.need("BETTER_AUTH_DATABASE_URL", database);
        try {
            return named.isEmpty()
                    ? null
                    : new AuthSettings.Live(DatabaseSettings.of(named, null, null, 1), schema, kept);
        } catch (IllegalArgumentException e) {
            missing.fault("BETTER_AUTH_DATABASE_URL: " + e.getMessage());
            return null;
        }
    }
}
