package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.persistence.jooq.Protection.Kind;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** A PostgreSQL without our roles, which all its databases share. */
class FreshPostgresTest {
    @Test
    void databasesThatAreMigratedAtOnceShareTheRolesThatOneLoginMayMakeAndAnotherMayNot() throws Exception {
        Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable()) {
            List<Database> databases = databases(postgres);
            migrate(databases);
            assertThat(databases)
                    .extracting(database -> database.protection().kind())
                    .containsExactly(Kind.ROLE, Kind.ROLE, Kind.ONE_LOGIN);
            for (Database database : databases) {
                FileRecord file = samples.pending(samples.member());
                database.records().add(file);
                assertThat(database.records().find(file.owner(), file.id())).contains(file);
                assertThat(database.records().find(samples.someone().context(), file.id()))
                        .isEmpty();
                assertThat(database.ledger().page("", null, 10)).containsExactly(file);
                database.close();
            }
        }
    }

    private static List<Database> databases(EmbeddedPostgres postgres) {
        try (CloseableDSLContext sql = DSL.using(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            sql.execute("create role maker login createrole");
            sql.execute("create role plain login");
            List<Database> databases = new ArrayList<>();
            for (String owner : List.of("maker", "maker", "plain")) {
                String name = owner + databases.size();
                sql.execute("create database " + name + " owner " + owner);
                databases.add(Database.open(new DatabaseSettings(postgres.jdbcUrl(name), owner, "", 2)));
            }
            return databases;
        }
    }

    private static void migrate(List<Database> databases) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> migrations = databases.stream()
                    .<Callable<Integer>>map(database -> database::migrate)
                    .toList();
            for (Future<Integer> one : threads.invokeAll(migrations)) {
                assertThat(one.get()).isPositive();
            }
        }
    }
}
