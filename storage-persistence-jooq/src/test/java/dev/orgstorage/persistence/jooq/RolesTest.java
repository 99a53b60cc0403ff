package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.persistence.jooq.Protection.Kind;
import dev.orgstorage.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each login may do, and what is said of it. */
class RolesTest {
    private static final TestDatabase.Own OWN = TestDatabase.separateLogins("parted");

    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());

    @AfterAll
    static void close() {
        OWN.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate storage.file_record",
                "truncate storage.tombstone",
                "drop table storage.file_record",
                "delete from storage.users",
                "delete from storage.tombstone",
                "update storage.usage set files = 0",
                "insert into storage.usage values ('s', 0, 0, 0)",
                "update storage.tombstone set keep_until = now()",
                "insert into storage.tombstone (id, file_key, scope, keep_until) values (uuidv7(), 'k', 's', now())",
                "alter table storage.file_record disable row level security",
                "select storage.begin_upkeep()"
            })
    void requestsMayDoNoMoreThanTheyNeed(String statement) {
        try (CloseableDSLContext requests = OWN.as("parted_requests")) {
            for (DSLContext sql : List.of(TestDatabase.sql(), requests)) {
                assertThatThrownBy(() -> sql.transaction(own -> {
                            own.dsl().fetch("select set_config('role', storage.role_of_requests(), true)");
                            own.dsl().execute(statement);
                        }))
                        .isInstanceOf(DataAccessException.class)
                        .satisfies(e ->
                                assertThat(((DataAccessException) e).sqlState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void whoMaySeeTheFilesOfNobodyIsToldSoAndNotThatThereAreNone() {
        OWN.database().records().add(samples.pending(samples.member()));
        try (CloseableDSLContext sql = OWN.as("parted_requests")) {
            assertThatThrownBy(() -> new JooqLedger(sql).page("", null, 10))
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("for want of a right")
                    .rootCause()
                    .hasMessageContaining("parted_requests may not see the files of everybody")
                    .hasMessageContaining("grant it orgstorage_upkeep");
        }
    }

    @Test
    void aLoginWithoutRightsIsToldSo() {
        OWN.sql().execute("create role parted_stranger login");
        try (CloseableDSLContext sql = OWN.as("parted_stranger")) {
            FileRecord file = samples.pending(samples.member());
            assertThatThrownBy(() -> new JooqFileRecords(sql).add(file))
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("add the record of " + file.key() + ": the database refused it");
        }
    }

    @Test
    void theRoleOfRequestsHasNoOtherRights() {
        Protection separate = OWN.database().protection();
        assertThat(separate.kind()).isEqualTo(Kind.ROLE);
        assertThat(separate.sentence())
                .isEqualTo(
                        "row level security shows parted_requests, as orgstorage_requests, one owner's rows at a time,"
                                + " and it has no other rights");
        assertThat(TestDatabase.database().protection().kind()).isEqualTo(Kind.ROLE);
    }

    @Test
    void oneLoginForAllIsProtectedByTheSettingsAlone() {
        try (TestDatabase.Own one = TestDatabase.oneLogin("alone")) {
            Protection protection = one.database().protection();
            assertThat(protection.kind()).isEqualTo(Kind.ONE_LOGIN);
            assertThat(protection.sentence()).contains("shows alone one owner's rows", "other rights too");

            one.sql().execute("alter table storage.tombstone no force row level security");
            assertThat(one.database().protection().kind()).isEqualTo(Kind.NONE);
            assertThat(one.database().protection().sentence()).contains("disabled, or is not forced");

            one.sql().execute("alter table storage.tombstone force row level security");
            one.sql().execute("alter role alone bypassrls");
            assertThat(one.database().protection().kind()).isEqualTo(Kind.NONE);
            assertThat(one.database().protection().sentence()).contains("alone is a superuser or has BYPASSRLS");
        }
    }

    @Test
    void whatIsMissingIsGivenByTheNextMigration() {
        OWN.sql().execute("revoke all on storage.file_record, storage.tombstone from orgstorage_requests");
        OWN.sql().execute("alter policy upkeep on storage.file_record to parted");
        FileRecord file = samples.pending(samples.member());
        assertThatThrownBy(() -> OWN.database().records().add(file)).isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(() -> OWN.database().ledger().find(file.key()))
                .isInstanceOf(StorageException.Unavailable.class);

        assertThat(OWN.database().migrate()).isZero();
        OWN.database().records().add(file);
        assertThat(OWN.database().ledger().find(file.key())).contains(file);
    }

    @Test
    void whoeverAHostDeletesLeavesTombstonesAndShowsTheHostNothing() {
        try (TestDatabase.Own own = TestDatabase.oneLogin("hosted")) {
            own.sql()
                    .execute("create role hosted_app login; create schema app authorization hosted_app;"
                            + " grant usage on schema storage to hosted_app;"
                            + " grant select on storage.file_record, storage.tombstone to hosted_app");
            try (CloseableDSLContext app = own.as("hosted_app")) {
                app.execute("create table app.\"user\" (id text primary key);"
                        + " create table app.organization (id text primary key);"
                        + " grant usage on schema app to hosted;"
                        + " grant select, references on app.\"user\", app.organization to hosted");
                assertThat(own.database().linkBetterAuth("app")).isTrue();
                Caller ann = samples.someone();
                app.execute("insert into app.\"user\" values (?)", ann.user().value());
                FileRecord file = samples.pending(ann);
                own.database().records().add(file);

                app.transaction(host -> {
                    host.dsl().execute("delete from app.\"user\"");
                    assertThat(host.dsl().fetch("select from storage.tombstone"))
                            .isEmpty();
                });
                assertThat(own.database().records().find(file.owner(), file.id()))
                        .isEmpty();
                assertThat(own.database().tombstones().find(file.owner(), file.id()))
                        .isPresent();
            }
        }
    }

    @Test
    void aServerWithoutTheOwnersLoginKnowsWhetherTheDatabaseIsUpToDate() {
        DatabaseSettings all = TestDatabase.settings(OWN.url(), "parted_requests");
        try (Database server = Database.open(all.withUpkeep(new Login("parted_upkeep", "")))) {
            assertThat(server.pendingMigrations()).isZero();
        }
    }

    /** Word for word, but for the two roles that are there already. */
    @Test
    void theReadmesLoginsServe() throws IOException {
        for (String statement : readmesRoles()) {
            if (!statement.startsWith("create role orgstorage_")) {
                TestDatabase.sql().execute(statement);
            }
        }
        String url = OWN.url().replace("/parted", "/files");
        DatabaseSettings server = TestDatabase.settings(url, "files_server").withUpkeep(new Login("files_upkeep", ""));
        try (Database owned = Database.open(server.withOwner(new Login("files_owner", "")))) {
            assertThat(owned.migrate()).isPositive();
        }
        try (Database database = Database.open(server)) {
            assertThat(database.pendingMigrations()).isZero();
            assertThat(database.protection().kind()).isEqualTo(Kind.ROLE);
            assertThat(database.ledger().page("", null, 10)).isEmpty();
        }
    }

    private static List<String> readmesRoles() throws IOException {
        Matcher block = Pattern.compile("```sql\n(create role orgstorage_requests.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(block.find()).isTrue();
        return block.group(1).lines().toList();
    }

    /** As an operator, or a backup of one who is no superuser, looks at all rows. */
    @Test
    void theOwnerSeesAllRowsInASessionOfUpkeep() {
        OWN.database().records().add(samples.pending(samples.member()));
        try (CloseableDSLContext owner = OWN.as("parted")) {
            assertThat(owner.fetch("select from storage.file_record")).isEmpty();
            owner.execute("set storage.upkeep = 'on'");
            assertThat(owner.fetch("select from storage.file_record")).isNotEmpty();
        }
    }
}
