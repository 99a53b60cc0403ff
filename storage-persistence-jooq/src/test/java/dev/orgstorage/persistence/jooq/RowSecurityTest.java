package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static dev.orgstorage.persistence.jooq.generated.Tables.TOMBSTONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen and changed by a statement that forgot its condition, whoever logs in. */
class RowSecurityTest {
    private static final TestDatabase.Own ONE_LOGIN = TestDatabase.oneLogin("forgetful");
    private static final CloseableDSLContext ITS_OWNER = ONE_LOGIN.as("forgetful");

    private static final String INSERT = """
            insert into storage.file_record
                (id, file_key, organization_id, filename, mime_type, size, state, upload_until, created_at, updated_at)
            values (uuidv7(), 'planted/' || uuidv7(), ?, 'a.txt', 'text/plain', 1, 'pending', now(), now(), now())""";

    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());

    /** Who logs in. */
    record Login(String name, Database database, DSLContext sql) {
        DSLContext to(Owner owner) {
            return Scoped.inRole(sql).to(owner);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Login> logins() {
        return Stream.of(
                new Login("a superuser", TestDatabase.database(), TestDatabase.sql()),
                new Login("the owner of the tables", ONE_LOGIN.database(), ITS_OWNER));
    }

    @AfterAll
    static void close() {
        ITS_OWNER.close();
        ONE_LOGIN.close();
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aStatementWithoutItsConditionSeesNothingForeign(Login login) {
        FileRecord mine = added(login);
        FileRecord foreign = added(login);
        assertThat(keys(login.to(mine.owner()))).containsExactly(mine.key().value());
        assertThat(keys(login.to(foreign.owner())))
                .containsExactly(foreign.key().value());
        assertThat(keys(login.to(Owner.of(new OrganizationId("of nobody"))))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("logins")
    void norDoesItChangeOrRemoveAnythingForeign(Login login) {
        FileRecord mine = added(login);
        FileRecord foreign = added(login);
        DSLContext sql = login.to(mine.owner());
        assertThat(sql.update(FILE_RECORD).set(FILE_RECORD.FILENAME, "changed").execute())
                .isOne();
        assertThat(sql.deleteFrom(FILE_RECORD).execute()).isOne();
        assertThat(login.database().records().find(foreign.owner(), foreign.id()))
                .contains(foreign);
    }

    @ParameterizedTest
    @MethodSource("logins")
    void tombstonesTellNothingOfOthersEither(Login login) {
        FileRecord mine = added(login);
        FileRecord foreign = added(login);
        for (FileRecord file : List.of(mine, foreign)) {
            login.database().records().remove(file.owner(), file.id());
        }
        assertThat(login.to(mine.owner())
                        .select(TOMBSTONE.FILE_KEY)
                        .from(TOMBSTONE)
                        .fetch(TOMBSTONE.FILE_KEY))
                .containsExactly(mine.key().value());
        login.to(mine.owner()).update(TOMBSTONE).set(TOMBSTONE.ATTEMPTS, 99).execute();
        assertThat(login.database().tombstones().find(foreign.owner(), foreign.id()))
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("logins")
    void withoutAScopeThereAreNoRows(Login login) {
        FileRecord file = added(login);
        login.database().records().remove(file.owner(), file.id());
        added(login);
        for (DSLContext sql : List.of(Scoped.inRole(login.sql()).toNobody(), inRoleWithoutScope(login))) {
            assertThat(sql.fetchCount(FILE_RECORD)).isZero();
            assertThat(sql.fetchCount(TOMBSTONE)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("logins")
    void anotherOwnersRowCannotBeWritten(Login login) {
        FileRecord mine = added(login);
        FileRecord foreign = added(login);
        DSLContext sql = login.to(mine.owner());
        String other = ((Owner.Organization) foreign.owner()).organization().value();
        refused(() -> sql.execute(INSERT, other));
        refused(() -> sql.execute("update storage.file_record set organization_id = ?", other));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void whatWasSetIsForgottenAtTheEnd(Login login) {
        FileRecord mine = added(login);
        String before = settings(login.sql());
        keys(login.to(mine.owner()));
        assertThatThrownBy(() -> login.to(mine.owner()).execute("select 1/0")).isInstanceOf(DataAccessException.class);
        Scoped.toEverybody(login.sql()).fetchCount(FILE_RECORD);
        assertThat(settings(login.sql())).isEqualTo(before);
    }

    /** From the fifth execution on the driver knows how much may come back. */
    @ParameterizedTest
    @MethodSource("logins")
    void preparedStatementsAreScopedEachTime(Login login) {
        FileRecord mine = added(login);
        String[] both = {mine.key().value(), added(login).key().value()};
        for (int i = 0; i < 12; i++) {
            assertThat(login.to(mine.owner())
                            .fetch(
                                    "select file_key from storage.file_record where file_key = any (cast(? as text[]))",
                                    (Object) both)
                            .getValues(0, String.class))
                    .containsExactly(mine.key().value());
        }
    }

    @ParameterizedTest
    @MethodSource("logins")
    void anEmbeddersTransactionKeepsItsRole(Login login) {
        FileRecord file = samples.pending(samples.member());
        login.sql().transaction(own -> {
            String role = settings(own.dsl());
            JooqFileRecords records = new JooqFileRecords(own.dsl());
            records.add(file);
            assertThat(records.find(file.owner(), file.id())).contains(file);
            assertThat(new JooqLedger(own.dsl()).find(file.key())).contains(file);
            assertThat(records.list(samples.member().context(), FileQuery.newest(5))
                            .files())
                    .isEmpty();
            assertThat(settings(own.dsl())).startsWith(role.substring(0, role.indexOf('|')));
        });
        assertThat(login.database().records().find(file.owner(), file.id())).contains(file);
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aRemovalDoesNotLetTheRestOfItsTransactionSeeEverything(Login login) {
        FileRecord mine = added(login);
        added(login);
        login.sql().transaction(own -> {
            DSLContext sql = own.dsl();
            Scoped.over(sql)
                    .to(mine.owner())
                    .deleteFrom(FILE_RECORD)
                    .where(FILE_RECORD.ID.eq(mine.id().value()))
                    .execute();
            assertThat(settings(sql)).endsWith("|");
        });
        assertThat(login.database().tombstones().find(mine.owner(), mine.id())).isPresent();
    }

    private FileRecord added(Login login) {
        FileRecord file = samples.pending(samples.member());
        login.database().records().add(file);
        return file;
    }

    private static List<String> keys(DSLContext sql) {
        return sql.select(FILE_RECORD.FILE_KEY).from(FILE_RECORD).fetch(FILE_RECORD.FILE_KEY);
    }

    private static DSLContext inRoleWithoutScope(Login login) {
        return new Preamble("select set_config('role', storage.role_of_requests(), true)", null).before(login.sql());
    }

    private static String settings(DSLContext sql) {
        return sql.fetchSingle("select current_user || '|' || coalesce(current_setting('storage.scope', true), '')"
                        + " || '|' || coalesce(current_setting('storage.upkeep', true), '')")
                .get(0, String.class);
    }

    private static void refused(ThrowingCallable statement) {
        assertThatThrownBy(statement)
                .asInstanceOf(InstanceOfAssertFactories.type(DataAccessException.class))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42501"));
    }
}
