package dev.orgstorage.persistence.jooq;

import static org.jooq.impl.DSL.name;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * The foreign keys from the owners here to the users and organizations of better-auth. They themselves are what tells
 * whether there is a link: the host may have made its tables anew, and the keys went with the old ones.
 */
final class BetterAuthLink {
    private static final Name HISTORY = name("storage", "better_auth_link_history");
    private static final Name USERS = name("storage", "users");
    private static final Name ORGANIZATIONS = name("storage", "organizations");

    private static final String LINKED_SCHEMAS = """
            select n.nspname
            from pg_constraint k
            join pg_class t on t.oid = k.confrelid
            join pg_namespace n on n.oid = t.relnamespace
            where (k.conrelid = 'storage.users'::regclass and k.conname = 'users_of_better_auth')
               or (k.conrelid = 'storage.organizations'::regclass and k.conname = 'organizations_of_better_auth')""";

    private static final String UNKNOWN = """
            select here.id, count(*) over () as total
            from {0} here
            where not exists (select from {1} there where there.id collate "C" = here.id)
            order by here.id
            limit 3""";

    private final FluentConfiguration flyway;
    private final String schema;

    /** @param flyway how to connect, and the schema {@code storage} */
    BetterAuthLink(FluentConfiguration flyway, String schema) {
        this.flyway = flyway;
        this.schema = schema;
    }

    /** @return false if there was this link already */
    boolean make() {
        // Not from the pool: looking through all owners may take longer than its connections wait for an answer.
        return DSL.using(flyway.getDataSource(), SQLDialect.POSTGRES).connectionResult(this::make);
    }

    private boolean make(Connection connection) {
        DSLContext sql = DSL.using(new DefaultConnectionProvider(connection), SQLDialect.POSTGRES);
        // One at a time, until the connection is closed.
        sql.execute("select pg_advisory_lock(hashtextextended('orgstorage: link better-auth', 0))");
        if (isMade(sql)) {
            return false;
        }
        requireTables(sql);
        requireKnownOwners(sql);
        sql.dropTableIfExists(HISTORY).execute();
        migrate(sql.render(name(schema)));
        return true;
    }

    private boolean isMade(DSLContext sql) {
        List<String> linked = sql.fetch(LINKED_SCHEMAS).getValues(0, String.class);
        for (String other : linked) {
            if (!other.equals(schema)) {
                throw new LinkRefusedException("Users and organizations are linked to the schema " + name(other)
                        + " already; to link another, drop the constraints users_of_better_auth and"
                        + " organizations_of_better_auth first");
            }
        }
        return linked.size() == 2;
    }

    private void requireTables(DSLContext sql) {
        List<String> faults = HostTable.described(sql, schema, "user", "organization").stream()
                .flatMap(table -> table.fault().stream())
                .toList();
        refuseIfAny(faults);
    }

    private void requireKnownOwners(DSLContext sql) {
        List<String> faults = Stream.of(
                        unknown(sql, USERS, "user", "erase-user"),
                        unknown(sql, ORGANIZATIONS, "organization", "erase-organization"))
                .flatMap(Optional::stream)
                .toList();
        refuseIfAny(faults);
    }

    private Optional<String> unknown(DSLContext sql, Name here, String theirs, String remedy) {
        Name there = name(schema, theirs);
        Result<Record> unknown = sql.fetch(UNKNOWN, here, there);
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        long total = unknown.getFirst().get("total", long.class);
        String examples = String.join(", ", unknown.getValues("id", String.class));
        return Optional.of(total + " of " + here + " not in " + there + ": " + examples
                + (total > unknown.size() ? ", …" : "") + "; erase them here first (" + remedy
                + "), or add them there");
    }

    private static void refuseIfAny(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new LinkRefusedException("Not linked, and nothing changed:\n  " + String.join("\n  ", faults));
        }
    }

    private void migrate(String host) {
        flyway.locations("classpath:dev/orgstorage/persistence/jooq/link/betterauth")
                .table(HISTORY.last())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("host", host))
                .load()
                .migrate();
    }
}
