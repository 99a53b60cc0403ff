package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.val;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Memberships;
import dev.orgstorage.port.Sessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Users, members and sessions in the tables of better-auth, read with connections of its own. Each question is one
 * statement on the indexes that better-auth makes, and what is over the database's clock says. Ids may be text, UUIDs or
 * numbers; times without a zone are taken to be in UTC.
 */
public final class BetterAuth implements Memberships, Sessions, AutoCloseable {
    /** Enough, as each answer takes a fraction of a millisecond. */
    private static final int CONNECTIONS = 4;

    /** The codes of values that cannot be what the type of an id wants: nobody has such an id. */
    private static final List<String> NO_SUCH_ID = List.of("22P02", "22003");

    private static final String WITHOUT_ZONE = "timestamp without time zone";

    private final Pool pool;
    private final HostColumns users;
    private final HostColumns members;
    private final HostColumns sessions;

    private BetterAuth(Pool pool, String schema) {
        this.pool = pool;
        DSLContext sql = sql();
        users = HostColumns.find(sql, schema, "user", "id");
        members = HostColumns.find(sql, schema, "member", "userId", "organizationId", "role");
        sessions = HostColumns.find(sql, schema, "session", "token", "userId", "expiresAt", "activeOrganizationId");
    }

    /**
     * Connects, and looks up how the tables and columns are called.
     *
     * @param database where better-auth keeps its tables; how many connections it says is of no concern here
     * @param schema of these tables, {@code public} unless better-auth was told another
     * @throws HostTablesException if they are not as they have to be
     * @throws dev.orgstorage.domain.StorageException.Unavailable if the database does not answer
     */
    public static BetterAuth open(DatabaseSettings database, String schema) {
        Pool pool = Pool.forRequests(
                new DatabaseSettings(database.url(), database.user(), database.password(), CONNECTIONS));
        boolean opened = false;
        try {
            BetterAuth found = Failures.asUnavailable(
                    "look up the tables of better-auth in " + database, () -> new BetterAuth(pool, schema));
            found.requireTables();
            opened = true;
            return found;
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    private void requireTables() {
        List<String> faults = Stream.of(users, members, sessions)
                .flatMap(table -> table.faults().stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new HostTablesException(
                    "The tables of better-auth cannot be used as they are:\n  " + String.join("\n  ", faults));
        }
    }

    @Override
    public Optional<Map<OrganizationId, String>> of(UserId user) {
        Result<Record> rows = Failures.asUnavailable("look up the memberships of " + user, () -> rowsOf(user));
        return rows.isEmpty() ? Optional.empty() : Optional.of(memberships(rows));
    }

    private Result<Record> rowsOf(UserId user) {
        try {
            return sql().select(List.of(organization(), role()))
                    .from(users.table())
                    .leftJoin(members.table())
                    .on(members.field("userId").eq(users.field("id")))
                    .where("{0} = cast({1} as {2})", users.field("id"), val(user.value()), raw(users.type("id")))
                    .and(users.text("id").eq(user.value()))
                    .fetch();
        } catch (DataAccessException e) {
            if (NO_SUCH_ID.contains(e.sqlState())) {
                return sql().newResult();
            }
            throw e;
        }
    }

    @Override
    public Optional<Session> find(String token) {
        if (token.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Field<String> user = sessions.text("userId").as("user");
        Field<String> active = nullif(sessions.text("activeOrganizationId"), "").as("active");
        Result<Record> rows = Failures.asUnavailable(
                "look up a session",
                () -> sql().select(List.of(user, active, organization(), role()))
                        .from(sessions.table())
                        .join(users.table())
                        .on(users.field("id").eq(sessions.field("userId")))
                        .leftJoin(members.table())
                        .on(members.field("userId").eq(sessions.field("userId")))
                        .where("{0} = {1}", sessions.field("token"), val(token))
                        .and(sessions.text("token").eq(token))
                        .and(sessions.field("expiresAt").gt(now()))
                        .fetch());
        return rows.stream()
                .findFirst()
                .map(row ->
                        new Session(new UserId(row.get(user)), organizationOrNull(row.get(active)), memberships(rows)));
    }

    private Field<Object> now() {
        return field(
                sessions.type("expiresAt").equals(WITHOUT_ZONE) ? "now() at time zone 'UTC'" : "now()", Object.class);
    }

    private Field<String> organization() {
        return members.text("organizationId").as("organization");
    }

    private Field<String> role() {
        return members.text("role").as("role");
    }

    private Map<OrganizationId, String> memberships(Result<Record> rows) {
        Map<OrganizationId, String> memberships = new LinkedHashMap<>();
        for (Record row : rows) {
            @Nullable OrganizationId organization = organizationOrNull(row.get("organization", String.class));
            if (organization != null) {
                @Nullable String role = row.get("role", String.class);
                memberships.merge(organization, role == null ? "" : role, (one, other) -> one + "," + other);
            }
        }
        return memberships;
    }

    private static @Nullable OrganizationId organizationOrNull(@Nullable String id) {
        return id == null ? null : new OrganizationId(id);
    }

    @Override
    public void close() {
        pool.close();
    }

    private DSLContext sql() {
        return DSL.using(pool, SQLDialect.POSTGRES);
    }
}
