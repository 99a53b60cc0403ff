package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables of a host can be linked, and which are refused, with nothing changed. */
class BetterAuthTablesTest {
    private static final String USER = "create table \"user\" (id text primary key);";
    private static final String ORGANIZATION = "create table organization (id text primary key);";

    private final BetterAuthHost host = BetterAuthHost.empty();
    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void unlinkedTheyDoNotKnowOfEachOther() {
        host.sql.execute(BetterAuthHost.tables());
        Caller ann = samples.someone();
        FileRecord file = added(ann);
        host.register(ann.user());
        host.delete(ann.user());
        assertThat(host.database.records().find(file.owner(), file.id())).contains(file);
    }

    @Test
    void tablesThatAreMissingAreNamed() {
        refuses("there is no table \"public\".\"user\" with a column id", "no table \"public\".\"organization\"");
        host.sql.execute("create table \"user\" (name text); create view organization as select 'acme' as id");
        refuses("no table \"public\".\"user\" with", "no table \"public\".\"organization\" with");
        assertThatThrownBy(() -> host.database.linkBetterAuth("nowhere"))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageContaining("no table \"nowhere\".\"user\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid", "integer", "bigint", "character"})
    void idsThatAreNotTextAreRefusedByTheirType(String type) {
        host.sql.execute("create table \"user\" (id " + type + " primary key);" + ORGANIZATION);
        refuses("\"public\".\"user\".id is of type " + type + ", and only ids of type text can be linked");
    }

    @Test
    void idsThatMayBeTwiceAreRefused() {
        host.sql.execute("create table \"user\" (id text, name text, unique (id, name));" + ORGANIZATION);
        refuses("\"public\".\"user\".id is neither a primary key nor unique");
    }

    @Test
    void idsThatAreComparedByMoreThanTheirBytesAreRefused() {
        host.sql.execute("create collation lax (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
                + "create table \"user\" (id text collate lax primary key);" + ORGANIZATION);
        refuses("\"public\".\"user\".id has a nondeterministic collation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text collate \"ucs_basic\"", "text collate \"und-x-icu\"", "varchar(36)"})
    void idsOfAnyOtherCollationOrLengthAreLinked(String type) {
        host.sql.execute("create table \"user\" (id " + type + " primary key);" + ORGANIZATION);
        Caller ann = samples.someone();
        host.sql.execute("insert into \"user\" values (?)", ann.user().value());
        FileRecord file = added(ann);
        assertThat(host.database.linkBetterAuth("public")).isTrue();
        host.delete(ann.user());
        assertThat(host.database.records().find(file.owner(), file.id())).isEmpty();
        assertThat(host.database.tombstones().find(file.owner(), file.id())).isPresent();
    }

    @Test
    void ownersWhoAreUnknownThereAreCountedAndNamed() {
        host.sql.execute(BetterAuthHost.tables());
        UserId known = new UserId("known");
        host.register(known);
        for (String user : List.of("u1", "u2", "u3", "u4")) {
            added(Caller.personal(new UserId(user)));
        }
        added(Caller.in(new OrganizationId("acme"), known, Role.MEMBER));
        refuses(
                "4 of \"storage\".\"users\" not in \"public\".\"user\": u1, u2, u3, …; erase them here first (erase-user)",
                "1 of \"storage\".\"organizations\" not in \"public\".\"organization\": acme; erase them here first"
                        + " (erase-organization)");

        host.sql.execute("delete from storage.users where id <> 'known'");
        host.register(new OrganizationId("acme"));
        assertThat(host.database.linkBetterAuth("public")).isTrue();
    }

    @Test
    void aDatabaseUserWhoMayNotReferenceTheTablesIsTold() {
        host.sql.execute("create schema host; set search_path = host;" + USER + ORGANIZATION);
        host.sql.execute("create role storage_alone login");
        for (String mine : List.of("users", "organizations")) {
            host.sql.execute("alter table storage." + mine + " owner to storage_alone");
        }
        host.sql.execute("grant usage, create on schema storage to storage_alone");
        host.sql.execute("grant select on storage.flyway_schema_history to storage_alone");
        DatabaseSettings alone = new DatabaseSettings(host.settings().url(), "storage_alone", "", 1);
        try (Database database = Database.open(alone)) {
            host.sql.execute("grant select on \"user\", organization to storage_alone");
            assertThatThrownBy(() -> database.linkBetterAuth("host"))
                    .isInstanceOf(LinkRefusedException.class)
                    .hasMessageContaining("the database user may not reference \"host\".\"user\"; grant it usage")
                    .hasMessageContaining("the database user may not reference \"host\".\"organization\"");
            assertUntouched();

            host.sql.execute("grant usage on schema host to storage_alone");
            host.sql.execute("grant references (id) on \"user\", organization to storage_alone");
            assertThat(database.linkBetterAuth("host")).isTrue();
        } finally {
            host.sql.execute("drop owned by storage_alone cascade");
            host.sql.execute("drop role storage_alone");
        }
    }

    @Test
    void aDatabaseThatIsNotMigratedIsRefused() {
        host.sql.execute(BetterAuthHost.tables());
        host.sql.execute("drop schema storage cascade");
        assertThatThrownBy(() -> host.database.linkBetterAuth("public"))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageContaining("migrate first");
    }

    @Test
    void aSchemaMayHaveAnyName() {
        String hard = "Ours; drop \"schema\" storage -- ${host} 'x' ?";
        String quoted = "\"" + hard.replace("\"", "\"\"") + "\"";
        // jOOQ would take the question mark for a bind value.
        host.sql.connection(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create schema " + quoted);
                statement.execute("set search_path = " + quoted);
                statement.execute(BetterAuthHost.tables());
            }
        });
        assertThat(host.database.linkBetterAuth(hard)).isTrue();
        assertThat(host.database.linkBetterAuth(hard)).isFalse();
        Caller ann = samples.someone();
        assertThatThrownBy(() -> added(ann)).isInstanceOf(StorageException.UnknownOwner.class);
        host.register(ann.user());
        added(ann);
        host.delete(ann.user());
        assertThat(host.rows()).isEqualTo(List.of(0, 0, 0, 1));
    }

    @Test
    void tablesOfAnotherSchemaAreNotLinkedOverTheFirst() {
        host.sql.execute(USER + ORGANIZATION);
        host.sql.execute("create schema other; set search_path = other;" + USER + ORGANIZATION);
        assertThat(host.database.linkBetterAuth("public")).isTrue();
        assertThatThrownBy(() -> host.database.linkBetterAuth("other"))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageContaining("linked to the schema \"public\" already");
        assertThat(host.database.linkBetterAuth("public")).isFalse();
    }

    @Test
    void tablesThatTheHostMadeAnewAreLinkedAnew() {
        host.sql.execute(USER + ORGANIZATION);
        assertThat(host.database.linkBetterAuth("public")).isTrue();
        host.sql.execute("drop table \"user\" cascade;" + USER);
        assertThat(host.database.linkBetterAuth("public")).isTrue();
        assertThatThrownBy(() -> added(samples.someone())).isInstanceOf(StorageException.UnknownOwner.class);
        assertThat(host.database.linkBetterAuth("public")).isFalse();
    }

    @Test
    void tablesThatTheHostKeepsLockedAreLinkedLater() {
        host.sql.execute(USER + ORGANIZATION);
        host.sql.transaction(held -> {
            held.dsl().execute("lock table organization in row exclusive mode");
            assertThatThrownBy(() -> host.database.linkBetterAuth("public"))
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("lock timeout");
        });
        assertThat(host.database.linkBetterAuth("public")).isTrue();
    }

    @Test
    void ofManyWhoLinkAtOnceOneDoes() throws Exception {
        host.sql.execute(BetterAuthHost.tables());
        List<Future<Boolean>> attempts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                attempts.add(threads.submit(() -> host.database.linkBetterAuth("public")));
            }
        }
        List<Boolean> made = new ArrayList<>();
        for (Future<Boolean> attempt : attempts) {
            made.add(attempt.get());
        }
        assertThat(made).containsExactlyInAnyOrder(true, false, false, false);
    }

    private void refuses(String... reasons) {
        assertThatThrownBy(() -> host.database.linkBetterAuth("public"))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageStartingWith("Not linked, and nothing changed")
                .hasMessageContainingAll(reasons);
        assertUntouched();
    }

    private void assertUntouched() {
        assertThat(host.sql.fetchValue("""
                select count(*) from pg_constraint where conname like '%better_auth'""")).isEqualTo(0L);
        assertThat(host.sql.fetchValue("select to_regclass('storage.better_auth_link_history')"))
                .isNull();
    }

    private FileRecord added(Caller caller) {
        FileRecord file = samples.pending(caller);
        host.database.records().add(file);
        return file;
    }
}
