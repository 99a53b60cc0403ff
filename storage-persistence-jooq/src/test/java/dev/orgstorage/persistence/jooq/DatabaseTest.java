package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void aDatabaseThatHangsIsUnavailableWithinFiveSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Database database = Database.open(new DatabaseSettings(
                        "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/none", "nobody", "", 2))) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThatThrownBy(() -> database.records()
                                    .pending(Owner.of(new OrganizationId("acme")), new UserId("ann"), 1))
                            .isInstanceOf(StorageException.Unavailable.class));
        }
    }

    @Test
    void aQueryThatHangsIsUnavailableWithinFiveSeconds() {
        try (Database database = Database.open(TestDatabase.settings())) {
            database.ping();
            TestDatabase.sql().transaction(locked -> {
                locked.dsl().execute("lock table storage.file_record in access exclusive mode");
                assertTimeoutPreemptively(
                        Duration.ofSeconds(5),
                        () -> assertThatThrownBy(() -> database.records()
                                        .pending(Owner.of(new OrganizationId("acme")), new UserId("ann"), 1))
                                .isInstanceOf(StorageException.Unavailable.class));
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
    void migratingADatabaseThatIsNotThereSaysSo() {
        try (Database database = TestDatabase.unreachable()) {
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining("refused");
        }
    }
}
