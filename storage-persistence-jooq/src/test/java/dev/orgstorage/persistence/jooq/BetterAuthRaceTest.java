package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.CloseableDSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that is added while better-auth deletes its owner is refused, or goes with the owner. */
class BetterAuthRaceTest {
    private static final int ROUNDS = 100;

    private final BetterAuthHost host = BetterAuthHost.standard();
    private final CloseableDSLContext connection = host.connection();
    private final JooqFileRecords records = new JooqFileRecords(connection);
    private final JooqTombstones tombstones = host.database.tombstones();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Samples samples = new Samples(Instant.parse("2026-05-06T07:08:09Z"), new SecureRandom());
    private final Caller ann = samples.someone();

    @BeforeEach
    void link() {
        host.register(ann.user());
        host.database.linkBetterAuth("public");
    }

    @AfterEach
    void close() {
        threads.close();
        connection.close();
        host.close();
    }

    @Test
    void aFirstFileWaitsForTheDeletionUnderWayAndIsRefused() throws Exception {
        refusesOnceDeleted(samples.pending(ann));
    }

    @Test
    void anotherFileWaitsForTheDeletionUnderWayAndIsRefused() throws Exception {
        records.add(samples.pending(ann));
        refusesOnceDeleted(samples.pending(ann));
    }

    @Test
    void aFileWaitsForTheDeletionUnderWayAndIsAddedIfThatIsUndone() throws Exception {
        records.add(samples.pending(ann));
        FileRecord file = samples.pending(ann);
        Future<?> adding = addedDuringTheDeletion(file);
        host.sql.execute("rollback");
        adding.get();
        assertThat(records.find(file.owner(), file.id())).contains(file);
    }

    @Test
    void theDeletionWaitsForAFileUnderWayAndTakesIt() throws Exception {
        FileRecord file = samples.pending(ann);
        Future<?> deleting = connection.transactionResult(own -> {
            new JooqFileRecords(own.dsl()).add(file);
            Future<?> waiting = threads.submit(() -> host.delete(ann.user()));
            host.awaitLocked();
            return waiting;
        });
        deleting.get();
        assertGone(file, true);
    }

    @Test
    void howeverTheyMeetNoRecordIsLeft() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Caller ben = samples.someone();
            host.register(ben.user());
            if (round % 2 == 0) {
                records.add(samples.pending(ben));
            }
            FileRecord file = samples.pending(ben);
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> adding = threads.submit(() -> {
                start.await();
                records.add(file);
                return file;
            });
            start.await();
            host.delete(ben.user());
            assertGone(file, succeeded(adding));
        }
    }

    private void refusesOnceDeleted(FileRecord file) throws Exception {
        Future<?> adding = addedDuringTheDeletion(file);
        host.sql.execute("commit");
        assertThat(succeeded(adding)).isFalse();
        assertGone(file, false);
    }

    /** The deletion is done, but neither committed nor rolled back. */
    private Future<?> addedDuringTheDeletion(FileRecord file) {
        host.sql.execute("begin");
        host.delete(ann.user());
        Future<?> adding = threads.submit(() -> records.add(file));
        host.awaitLocked();
        return adding;
    }

    private static boolean succeeded(Future<?> adding) throws InterruptedException {
        try {
            adding.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(StorageException.UnknownOwner.class);
            return false;
        }
    }

    private void assertGone(FileRecord file, boolean wasAdded) {
        assertThat(records.find(file.owner(), file.id())).isEmpty();
        assertThat(tombstones.find(file.owner(), file.key()).isPresent()).isEqualTo(wasAdded);
    }
}
