package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.port.Owners.Holdings;
import dev.orgstorage.port.Tombstones.Due;
import dev.orgstorage.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An organization of 100,000 files goes in one step, and its tombstones are shared by those who drain them. */
class ErasureTest {
    private static final OrganizationId BIG = new OrganizationId("big");
    private static final int FILES = 100_000;
    private static final int BATCHES = 5;

    @Test
    void anOrganizationOfManyFilesGoesAtOnceAndIsDrainedInBatches() throws Exception {
        try (TestDatabase.Own own = TestDatabase.own("erasure")) {
            own.sql().execute("insert into storage.organizations values ('big')");
            own.sql()
                    .execute(
                            "insert into storage.file_record (id, file_key, organization_id, filename, mime_type, size,"
                                    + " state, upload_until, etag, ready_since, created_at, updated_at) select"
                                    + " ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'uploads/orgs/big/' || n,"
                                    + " 'big', n || '.txt', 'text/plain', 3, 'ready', now(), 'etag', now(), now(), now()"
                                    + " from generate_series(1, " + FILES + ") n");
            Samples samples = new Samples(Instant.now(), new Random(7));
            FileRecord other = samples.pending(Caller.personal(samples.user()));
            own.database().records().add(other);

            assertThat(own.database().owners().erase(BIG)).isEqualTo(new Holdings(FILES, 3L * FILES));
            assertThat(own.database().owners().erase(BIG)).isEqualTo(Holdings.NONE);
            assertThat(own.database().records().find(other.owner(), other.id())).contains(other);

            Callable<Set<String>> drain = () -> drained(own.database());
            Set<String> keys = new HashSet<>();
            int taken = 0;
            try (ExecutorService servers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Set<String>> one : servers.invokeAll(List.of(drain, drain, drain))) {
                    taken += one.get().size();
                    keys.addAll(one.get());
                }
            }
            assertThat(taken).isEqualTo(3 * BATCHES * 1000);
            assertThat(keys).as("each once").hasSize(taken);
        }
    }

    private static Set<String> drained(Database database) {
        Set<String> keys = new HashSet<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Due> due = database.tombstones().take(1000, Duration.ofMinutes(5));
            due.forEach(one -> keys.add(one.tombstone().key().value()));
            database.tombstones().settle(due);
        }
        return keys;
    }
}
