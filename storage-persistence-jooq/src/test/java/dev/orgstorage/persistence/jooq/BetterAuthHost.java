package dev.orgstorage.persistence.jooq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;

/** A database with our tables, in which a host keeps its users and organizations with better-auth. */
final class BetterAuthHost implements AutoCloseable {
    private static final String TABLES = "better-auth-1.7.25.sql";

    private static final AtomicInteger HOSTS = new AtomicInteger();

    private final TestDatabase.Own own = TestDatabase.own("better_auth_" + HOSTS.incrementAndGet());
    final Database database = own.database();
    final CloseableDSLContext sql = connection();
    private final CloseableDSLContext watch = connection();

    private BetterAuthHost() {}

    /** As better-auth makes its tables, in the schema public. */
    static BetterAuthHost standard() {
        BetterAuthHost host = new BetterAuthHost();
        host.sql.execute(tables());
        return host;
    }

    /** With whatever tables a test makes. */
    static BetterAuthHost empty() {
        return new BetterAuthHost();
    }

    static String tables() {
        try (InputStream sql = BetterAuthHost.class.getResourceAsStream(TABLES)) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more connection, which waits as long as it takes. */
    CloseableDSLContext connection() {
        DatabaseSettings settings = settings();
        return DSL.using(
                settings.url(), Objects.requireNonNull(settings.user()), Objects.requireNonNull(settings.password()));
    }

    DatabaseSettings settings() {
        DatabaseSettings all = TestDatabase.settings();
        return new DatabaseSettings(own.url(), all.user(), all.password(), 1);
    }

    void register(UserId user) {
        sql.execute("""
                insert into "user" ("id", "name", "email", "emailVerified") values (?, 'Somebody', ?, true)""", user.value(), user + "@example.com");
    }

    void register(OrganizationId organization) {
        sql.execute("""
                insert into "organization" ("id", "name", "slug", "createdAt") values (?, 'Some', ?, now())""", organization.value(), organization.value());
    }

    void delete(UserId user) {
        assertThat(sql.execute("delete from \"user\" where \"id\" = ?", user.value()))
                .isOne();
    }

    void delete(OrganizationId organization) {
        assertThat(sql.execute("delete from \"organization\" where \"id\" = ?", organization.value()))
                .isOne();
    }

    /** How many rows each of our tables has. */
    List<Integer> rows() {
        return Stream.of("users", "organizations", "file_record", "tombstone")
                .map(table -> sql.fetchCount(DSL.table(DSL.name("storage", table))))
                .toList();
    }

    /** Returns when somebody waits in this database for a lock. */
    void awaitLocked() {
        long started = System.nanoTime();
        while (watch.fetch("""
                select from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'""").isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMinutes(2));
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() {
        watch.close();
        sql.close();
        own.close();
    }
}
