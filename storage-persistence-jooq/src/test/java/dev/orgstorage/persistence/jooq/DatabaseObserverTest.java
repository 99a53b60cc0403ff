package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatabaseObserverTest {
    private final Notes notes = new Notes();

    @Test
    void eachStatementIsSeenWithoutItsValues() {
        try (Database database = Database.open(TestDatabase.settings(), notes)) {
            Samples samples = new Samples(Instant.now(), new SecureRandom());
            FileRecord file = samples.pending(samples.member());
            database.records().add(file);
            database.records().find(file.owner(), file.key());
            database.records().list(file.owner(), FileQuery.newest(7));
            database.records().markReady(Samples.ready(file));
            database.records().remove(file.owner(), file.id());
            database.tombstones().find(file.owner(), file.id());
            database.ledger().backlog(123_456);
            assertThat(notes.statements)
                    .hasSize(7)
                    .allSatisfy(sql -> assertThat(sql)
                            .containsAnyOf("file_record", "tombstone")
                            .doesNotContain("set_config", "begin_upkeep", "commit")
                            .doesNotContain(file.key().value(), file.owner().scope(), String.valueOf(file.id()))
                            .doesNotContain(
                                    file.name().value(), file.content().type().value(), "123456"));
            assertThat(notes.endings).hasSize(7).containsOnlyNulls();
        }
    }

    @Test
    void aStatementThatFailsIsSeenToFail() {
        DatabaseSettings nowhere = new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "nobody", "", 1);
        try (Database database = Database.open(nowhere, notes)) {
            assertThatThrownBy(() -> database.records().list(Owner.of(new UserId("ann")), FileQuery.newest(1)))
                    .isInstanceOf(StorageException.Unavailable.class);
            assertThat(notes.endings).hasSize(1).doesNotContainNull();
        }
    }

    @Test
    void bothPoolsAreMadeKnownAndEachWaitIsTold() {
        try (Database database = Database.open(TestDatabase.settings(), notes)) {
            assertThat(notes.pools.keySet()).containsExactly("requests", "upkeep");
            assertThat(notes.pools.values()).allMatch(waiting -> waiting.getAsInt() == 0);
            database.ping();
            database.ledger().backlog(1);
            assertThat(notes.waits).containsExactly("requests true", "upkeep true");
        }
    }

    /** What it was told. */
    private static final class Notes implements DatabaseObserver {
        final List<String> statements = Collections.synchronizedList(new ArrayList<>());
        final List<@Nullable Throwable> endings = Collections.synchronizedList(new ArrayList<>());
        final Map<String, IntSupplier> pools = new ConcurrentSkipListMap<>();
        final List<String> waits = Collections.synchronizedList(new ArrayList<>());

        @Override
        public @Nullable Object poolMetrics() {
            return null;
        }

        @Override
        public void poolMade(String pool, IntSupplier waiting) {
            pools.put(pool, waiting);
        }

        @Override
        public void waited(String pool, Duration time, boolean served) {
            waits.add(pool + " " + served);
        }

        @Override
        public Ending begins(String sql) {
            statements.add(sql);
            return endings::add;
        }
    }
}
