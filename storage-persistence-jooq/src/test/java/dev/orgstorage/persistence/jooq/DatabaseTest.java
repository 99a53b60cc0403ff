package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @Test
    void aDatabaseThatHangsIsUnavailableWithinFiveSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Database database = Database.open(new DatabaseSettings(
                        "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/none", "nobody", "", 2))) {
            assertUnavailableWithinFiveSeconds(database);
        }
    }

    @Test
    void aQueryThatHangsIsUnavailableWithinFiveSeconds() {
        try (Database database = Database.open(TestDatabase.settings())) {
            database.ping();
            TestDatabase.sql().transaction(locked -> {
                locked.dsl().execute("lock table storage.file_record in access exclusive mode");
                assertUnavailableWithinFiveSeconds(database);
            });
        }
    }

    @Test
    void aPoolServesMoreThreadsThanItHasConnections() throws Exception {
        DatabaseSettings settings = TestDatabase.settings();
        DatabaseSettings small = new DatabaseSettings(settings.url(), settings.user(), settings.password(), 2);
        try (Database database = Database.open(small);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> pings = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                pings.add(threads.submit(database::ping));
            }
            for (Future<?> ping : pings) {
                ping.get();
            }
            assertThat(pings).hasSize(200);
        }
    }

    @Test
    void itSaysWhichPostgresItIsAndWhatTimeItHas() {
        Database.About about = TestDatabase.database().about();
        assertThat(about.version()).startsWith(about.major() + ".");
        assertThat(about.major()).isGreaterThanOrEqualTo(15);
        assertThat(about.clock()).isBetween(Instant.EPOCH, Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void aPasswordThatIsNotTakenIsTheDatabasesWord() {
        DatabaseSettings settings = TestDatabase.settings();
        try (Database database = Database.open(new DatabaseSettings(settings.url(), "nobody", "secret", 1))) {
            assertThatThrownBy(database::ping)
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("role \"nobody\" does not exist");
        }
    }

    @Test
    void migratingADatabaseThatIsNotThereSaysSo() {
        try (Database database = TestDatabase.unreachable()) {
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("refused");
        }
    }

    /** In one of three attempts: a machine that stands still for a moment lengthens one, a fault of ours all. */
    private static void assertUnavailableWithinFiveSeconds(Database database) {
        List<Duration> attempts = new ArrayList<>();
        do {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> database.records().list(Owner.of(new OrganizationId("acme")), FileQuery.newest(1)))
                    .isInstanceOf(StorageException.Unavailable.class);
            attempts.add(Duration.ofNanos(System.nanoTime() - begin));
        } while (attempts.size() < 3 && attempts.getLast().compareTo(FIVE_SECONDS) >= 0);
        assertThat(attempts).anyMatch(attempt -> attempt.compareTo(FIVE_SECONDS) < 0);
    }
}
