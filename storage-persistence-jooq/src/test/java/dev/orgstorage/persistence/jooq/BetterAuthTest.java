package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Memberships;
import dev.orgstorage.port.Sessions;
import dev.orgstorage.testkit.contract.HostIdentities;
import dev.orgstorage.testkit.contract.MembershipsContract;
import dev.orgstorage.testkit.contract.SessionsContract;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users, members and sessions in the tables as better-auth makes them, and as others make them for it. */
class BetterAuthTest implements MembershipsContract, SessionsContract, HostIdentities {
    private static final BetterAuthHost HOST = BetterAuthHost.standard();
    private static final DSLContext SQL = HOST.sql;
    private static final BetterAuth BETTER_AUTH = BetterAuth.open(HOST.settings(), "public");
    private static final UserId ANN = new UserId("ann");
    private static final OrganizationId ACME = new OrganizationId("acme");

    private boolean stopped;

    @AfterEach
    void startAgain() {
        if (stopped) {
            SQL.execute("alter table stopped rename to \"user\"");
        }
    }

    @BeforeEach
    void empty() {
        SQL.execute("truncate \"user\", organization cascade");
    }

    @AfterAll
    static void close() {
        BETTER_AUTH.close();
        HOST.close();
    }

    @Test
    void anActiveOrganizationThatIsEmptyIsNone() {
        add(ANN);
        signIn("anns", ANN, null, Duration.ofHours(1));
        SQL.execute("update session set \"activeOrganizationId\" = ''");
        assertThat(sessions().find("anns").orElseThrow().active()).isNull();
    }

    @Test
    void aTokenThatNoColumnCanHoldIsNobodys() {
        assertThat(sessions().find("nul\0")).isEmpty();
    }

    /** As the generators for Drizzle and Prisma make them: other names, ids that are no text, times without a zone. */
    @ParameterizedTest
    @CsvSource({
        "snake_text, text, timestamptz, '', ann, ANN",
        "snake_uuid, uuid, timestamp, s, 8a0c9f2e-5d0b-4b8e-9d53-0f5a3c1b7e11, 8A0C9F2E-5D0B-4B8E-9D53-0F5A3C1B7E11",
        "snake_serial, integer, timestamp(3), s, 12, ' 12'",
        "snake_varchar, varchar(36), timestamptz(6), '', ann, ann%",
    })
    void otherNamesAndTypesAreUnderstood(String schema, String id, String time, String s, String user, String other) {
        SQL.execute("create schema " + schema);
        String in = schema + ".";
        SQL.execute("create table " + in + "\"user" + s + "\" (id " + id + " primary key, email text)");
        SQL.execute("create table " + in + "session" + s + " (id " + id + ", token text unique, expires_at " + time
                + ", user_id " + id + ", active_organization_id text)");
        SQL.execute("create table " + in + "member" + s + " (user_id " + id + ", organization_id text, role text)");
        SQL.execute("insert into " + in + "\"user" + s + "\" values ('" + user + "')");
        SQL.execute("insert into " + in + "member" + s + " values ('" + user + "', 'acme', 'admin,member')");
        String utc = "now() at time zone 'UTC' + interval ";
        SQL.execute("insert into " + in + "session" + s + " (token, expires_at, user_id, active_organization_id) values"
                + " ('anns', " + utc + "'1 minute', '" + user + "', 'acme'), ('over', " + utc + "'-1 minute', '" + user
                + "', 'acme')");
        if (time.startsWith("timestamptz")) {
            SQL.execute("update " + in + "session" + s
                    + " set expires_at = now() + interval '1 minute' where token = 'anns'");
            SQL.execute("update " + in + "session" + s
                    + " set expires_at = now() - interval '1 minute' where token = 'over'");
        }
        try (BetterAuth there = BetterAuth.open(HOST.settings(), schema)) {
            UserId ann = new UserId(user);
            Map<OrganizationId, String> memberships = Map.of(ACME, "admin,member");
            assertThat(there.of(ann)).contains(memberships);
            assertThat(there.of(new UserId(other))).isEmpty();
            assertThat(there.of(new UserId("99999999999999999999"))).isEmpty();
            assertThat(there.of(new UserId("auth0|ann"))).isEmpty();
            assertThat(there.find("anns")).contains(new Sessions.Session(ann, ACME, memberships));
            assertThat(there.find("over")).isEmpty();
        }
    }

    @Test
    void idsOfACollationThatTakesLettersForOthersAreToldApart() {
        SQL.execute("create schema lax; set search_path = lax");
        SQL.execute("create collation lax (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        SQL.execute("create table \"user\" (id text collate lax primary key);"
                + "create table session (token text collate lax, expires_at timestamptz, user_id text,"
                + " active_organization_id text);"
                + "create table member (user_id text, organization_id text, role text);"
                + "insert into \"user\" values ('ann');"
                + "insert into session values ('token', now() + interval '1 hour', 'ann', null);"
                + "set search_path = public");
        try (BetterAuth there = BetterAuth.open(HOST.settings(), "lax")) {
            assertThat(there.of(ANN)).isPresent();
            assertThat(there.of(new UserId("Ann"))).isEmpty();
            assertThat(there.find("token")).isPresent();
            assertThat(there.find("TOKEN")).isEmpty();
        }
    }

    /** A store of web sessions that has nothing to do with better-auth, whose own tables are in the plural. */
    @Test
    void aTableOfThatNameThatIsSomethingElseIsNotTaken() {
        SQL.execute("create schema beside; set search_path = beside");
        SQL.execute("create table session (sid text, sess json, expire timestamp);"
                + "create table users (id text);"
                + "create table sessions (token text, expires_at timestamptz, user_id text, active_organization_id text);"
                + "create table members (user_id text, organization_id text, role text);"
                + "insert into users values ('ann');"
                + "insert into sessions values ('anns', now() + interval '1 hour', 'ann', null);"
                + "set search_path = public");
        try (BetterAuth there = BetterAuth.open(HOST.settings(), "beside")) {
            assertThat(there.find("anns")).isPresent();
        }
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        SQL.execute("create schema lacking; create table lacking.\"user\" (name text);"
                + "create table lacking.sessions (token text, \"userId\" text, expires_at timestamptz)");
        assertThatThrownBy(() -> BetterAuth.open(HOST.settings(), "lacking"))
                .isInstanceOf(HostTablesException.class)
                .hasMessageContainingAll(
                        "\"lacking\".\"user\" has no column id",
                        "there is no table \"lacking\".\"member\", nor one of that name in the plural",
                        "\"lacking\".\"sessions\" has no column activeOrganizationId or active_organization_id");
    }

    @Test
    void whatMayNotBeReadIsNamed() {
        SQL.execute("create role reads_little login");
        try {
            SQL.execute("grant select on \"user\", member to reads_little");
            DatabaseSettings little = new DatabaseSettings(HOST.settings().url(), "reads_little", "", 1);
            assertThatThrownBy(() -> BetterAuth.open(little, "public"))
                    .isInstanceOf(HostTablesException.class)
                    .hasMessageContaining("may not read \"public\".\"session\".\"token\"; grant it")
                    .hasMessageNotContaining("\"member\"");
        } finally {
            SQL.execute("drop owned by reads_little");
            SQL.execute("drop role reads_little");
        }
    }

    @Test
    void aDatabaseThatIsDownIsNamedAtTheStart() {
        assertThatThrownBy(() -> BetterAuth.open(
                        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "nobody", "hidden", 1), "public"))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none")
                .hasMessageNotContaining("hidden");
    }

    @Override
    public HostIdentities host() {
        return this;
    }

    @Override
    public Memberships memberships() {
        return BETTER_AUTH;
    }

    @Override
    public Sessions sessions() {
        return BETTER_AUTH;
    }

    /** The tables are gone, which is as good as no answer. */
    @Override
    public void stop() {
        SQL.execute("alter table \"user\" rename to stopped");
        stopped = true;
    }

    @Override
    public void add(UserId user) {
        if (SQL.fetchCount(SQL.selectFrom("\"user\"").where("id = ?", user.value())) == 0) {
            HOST.register(user);
        }
    }

    @Override
    public void remove(UserId user) {
        HOST.delete(user);
    }

    @Override
    public void join(UserId user, OrganizationId organization, String role) {
        add(user);
        if (SQL.fetchCount(SQL.selectFrom("organization").where("id = ?", organization.value())) == 0) {
            HOST.register(organization);
        }
        SQL.execute(
                "insert into member (id, \"organizationId\", \"userId\", role, \"createdAt\") values (?, ?, ?, ?, now())",
                UUID.randomUUID().toString(),
                organization.value(),
                user.value(),
                role);
    }

    @Override
    public void leave(UserId user, OrganizationId organization) {
        SQL.execute(
                "delete from member where \"userId\" = ? and \"organizationId\" = ?",
                user.value(),
                organization.value());
    }

    @Override
    public void signIn(String token, UserId user, @Nullable OrganizationId active, Duration left) {
        SQL.execute(
                "insert into session (id, token, \"userId\", \"activeOrganizationId\", \"expiresAt\", \"updatedAt\")"
                        + " values (?, ?, ?, ?, now() + make_interval(secs => ?), now())",
                UUID.randomUUID().toString(),
                token,
                user.value(),
                active == null ? null : active.value(),
                left.toSeconds());
    }

    @Override
    public void signOut(String token) {
        SQL.execute("delete from session where token = ?", token);
    }
}
