package dev.orgstorage.http.server;

import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.BetterAuthAuthenticator;
import dev.orgstorage.http.JwtAuthenticator;
import dev.orgstorage.http.KeptMemberships;
import dev.orgstorage.http.KeptSessions;
import dev.orgstorage.http.MembershipAuthenticator;
import dev.orgstorage.http.Roles;
import dev.orgstorage.persistence.jooq.BetterAuth;
import dev.orgstorage.persistence.jooq.HostTablesException;
import dev.orgstorage.port.Memberships;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The authenticator of a server, and the connections it has. */
final class Authentication implements AutoCloseable {
    private final Authenticator authenticator;
    private final @Nullable BetterAuth tables;

    private Authentication(Authenticator authenticator, @Nullable BetterAuth tables) {
        this.authenticator = authenticator;
        this.tables = tables;
    }

    /**
     * @throws CannotStart if members are to be looked up and the tables are not as they have to be
     * @throws dev.orgstorage.domain.StorageException.Unavailable if their database does not answer
     */
    static Authentication open(AuthSettings settings, InstantSource clock) {
        AuthSettings.@Nullable Live live = settings.live();
        @Nullable BetterAuth tables = live == null ? null : tables(live);
        Duration kept = live == null ? Duration.ZERO : live.kept();
        Authenticator authenticator = switch (settings.way()) {
            case AuthSettings.Tokens(var tokens) ->
                withMembers(new JwtAuthenticator(tokens, clock), tables, kept, settings.roles(), clock);
            case AuthSettings.Own(var own) -> withMembers(own, tables, kept, settings.roles(), clock);
            case AuthSettings.Sessions(var sessions) -> {
                BetterAuth all = Objects.requireNonNull(tables);
                yield new BetterAuthAuthenticator(sessions, kept.isZero() ? all : new KeptSessions(all, kept, clock));
            }
        };
        return new Authentication(authenticator, tables);
    }

    private static BetterAuth tables(AuthSettings.Live live) {
        try {
            return BetterAuth.open(live.database(), live.schema());
        } catch (HostTablesException e) {
            throw new CannotStart(String.valueOf(e.getMessage()));
        }
    }

    private static Authenticator withMembers(
            Authenticator claims, @Nullable BetterAuth tables, Duration kept, Roles roles, InstantSource clock) {
        if (tables == null) {
            return claims;
        }
        Memberships members = kept.isZero() ? tables : new KeptMemberships(tables, kept, clock);
        return new MembershipAuthenticator(claims, members, roles);
    }

    Authenticator authenticator() {
        return authenticator;
    }

    @Override
    public void close() {
        if (tables != null) {
            tables.close();
        }
    }
}
