package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.FILE_RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Many owners over two connections, with errors and timeouts in between. */
class SharedConnectionsTest {
    private static final int OWNERS = 20;
    private static final int THREADS = 4;
    private static final int CALLS = 20_000;
    private static final int CALLS_BETWEEN_ERRORS = 250;
    private static final int CALLS_BETWEEN_TIMEOUTS = 2_500;

    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());
    private final List<FileRecord> files = new ArrayList<>();

    @Test
    void nobodyIsEverShownARowOfAnother() throws Exception {
        DatabaseSettings all = TestDatabase.settings();
        try (TestDatabase.Own own = TestDatabase.own("shared");
                Pool pool = Pool.forRequests(new DatabaseSettings(
                        own.url() + "?options=-c%20statement_timeout=100", all.user(), all.password(), 2));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DSLContext sql = DSL.using(pool, SQLDialect.POSTGRES);
            JooqFileRecords records = new JooqFileRecords(Scoped.inRole(sql), KnownOwners.latest());
            for (int i = 0; i < OWNERS; i++) {
                Caller caller = samples.member();
                FileRecord file = samples.pending(caller);
                records.add(file);
                records.markReady(Samples.ready(file));
                files.add(file);
            }
            FileRecord locked = samples.pending(samples.member());
            records.add(locked);
            own.sql().transaction(holder -> {
                holder.dsl()
                        .selectFrom(FILE_RECORD)
                        .where(FILE_RECORD.ID.eq(locked.id().value()))
                        .forUpdate()
                        .fetch();
                List<Callable<Integer>> callers = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    SplittableRandom random = new SplittableRandom(thread);
                    callers.add(() -> calls(sql, records, locked, random));
                }
                int rows = 0;
                for (Future<Integer> one : threads.invokeAll(callers)) {
                    rows += one.get();
                }
                assertThat(rows).isEqualTo(CALLS);
            });
            for (int i = 0; i < 10; i++) {
                assertThat(sql.fetchSingle("select current_user, current_setting('storage.scope', true)")
                                .into(String[].class))
                        .containsExactly(all.user(), "");
            }
        }
    }

    private int calls(DSLContext sql, JooqFileRecords records, FileRecord locked, SplittableRandom random) {
        int rows = 0;
        for (int call = 0; call < CALLS / THREADS; call++) {
            FileRecord file = files.get(random.nextInt(OWNERS));
            if (call % CALLS_BETWEEN_TIMEOUTS == 1) {
                assertThatThrownBy(() -> records.markReady(Samples.ready(locked)))
                        .isInstanceOf(StorageException.Unavailable.class)
                        .rootCause()
                        .hasMessageContaining("statement timeout");
            } else if (call % CALLS_BETWEEN_ERRORS == 0) {
                assertThatThrownBy(() -> records.add(file)).isInstanceOf(IllegalArgumentException.class);
            }
            List<FileRecord> seen = switch (random.nextInt(3)) {
                case 0 -> records.find(file.owner(), file.id()).stream().toList();
                case 1 -> records.list(file.owner(), FileQuery.newest(5)).files();
                default ->
                    FileRow.fetch(Scoped.inRole(sql)
                            .to(file.owner())
                            .select(FileRow.FIELDS)
                            .from(FILE_RECORD));
            };
            assertThat(seen).containsExactly(Samples.ready(file));
            rows += seen.size();
        }
        return rows;
    }
}
