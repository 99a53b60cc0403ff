package dev.orgstorage.http.server;

import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.BetterAuthSettings;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.Roles;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server tells who asks.
 *
 * @param roles what the role names of members mean
 * @param live where members, and sessions, are looked up for every request; null if tokens are believed
 */
record AuthSettings(Way way, Roles roles, @Nullable Live live) {
    /** By tokens that are believed in all they say. */
    static AuthSettings tokens(JwtSettings settings) {
        return new AuthSettings(new Tokens(settings), Roles.STANDARD, null);
    }

    /** What a request has to bring along. */
    sealed interface Way {}

    record Tokens(JwtSettings settings) implements Way {}

    /** They are looked up in the tables of {@link Live}. */
    record Sessions(BetterAuthSettings settings) implements Way {}

    /** Whatever somebody else's authenticator takes. */
    record Own(Authenticator authenticator) implements Way {}

    /**
     * The tables of better-auth.
     *
     * @param kept how long an answer may be used again; zero for not at all
     */
    record Live(DatabaseSettings database, String schema, Duration kept) {}
}
