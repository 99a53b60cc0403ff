package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Crash;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.usecase.Sweep.Swept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final Scene scene = new Scene();
    private final Sweep sweep = sweepOver(scene.objects);

    @Test
    void thereIsNothingToDoAtFirst() {
        scene.ready(ANN_ALONE);
        scene.start(ANN_ALONE);
        assertThat(sweep.once()).isEqualTo(Swept.NOTHING);
    }

    @Test
    void whatADeletionLeftWhileTheBucketWasDownGoes() {
        FileRecord file = deletedWhileTheBucketIsDown();
        assertThat(scene.inBucket(file)).isTrue();
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, 0));
        assertThat(scene.inBucket(file)).isFalse();
        assertThat(scene.tombstone(file).orElseThrow().objectRemoved()).isTrue();
        assertThat(sweep.once()).isEqualTo(Swept.NOTHING);
    }

    @Test
    void atItsEndATombstoneTakesWhatArrivedLateAndGoes() {
        SignedFile upload = scene.start(ANN_ALONE);
        FileRecord file = upload.file();
        scene.storage.deleteFile(ANN_ALONE, file.id());
        assertThat(scene.objects.send(upload.request(), hello()).status()).isEqualTo(200);
        sweep.once();
        assertThat(scene.inBucket(file)).as("noticed only at the end").isTrue();

        scene.clock.advance(DAY);
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, 0));
        assertThat(scene.inBucket(file)).isFalse();
        assertThat(scene.tombstone(file)).isEmpty();
    }

    @Test
    void whatCannotBeRemovedWaitsLongerEachTimeWithoutHoldingUpTheOthers() {
        FileRecord poisoned = deletedWhileTheBucketIsDown();
        FileRecord other = deletedWhileTheBucketIsDown();
        scene.objects.undeletable(poisoned.key(), true);
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, 1));
        assertThat(scene.inBucket(other)).isFalse();

        List<Duration> waits = new ArrayList<>();
        for (int attempt = 2; attempt <= 9; attempt++) {
            waits.add(untilTriedAgain());
        }
        assertThat(waits)
                .startsWith(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(1))
                .endsWith(Duration.ofMinutes(16), Duration.ofMinutes(16));

        scene.objects.undeletable(poisoned.key(), false);
        scene.clock.advance(Duration.ofMinutes(16));
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, 0));
        assertThat(scene.inBucket(poisoned)).isFalse();
    }

    @Test
    void aKeyThatFailsWhateverIsRemovedWithItIsFoundOut() {
        FileRecord poisoned = deletedWhileTheBucketIsDown();
        List<FileRecord> others =
                Stream.generate(this::deletedWhileTheBucketIsDown).limit(300).toList();
        Faults faults = new Faults(
                call -> call.arguments().getFirst() instanceof Collection<?> keys && keys.contains(poisoned.key())
                        ? Fault.FAIL_BEFORE
                        : Fault.NONE);
        Sweep failing = sweepOver(faults.around(ObjectStore.class, scene.objects));
        for (int attempt = 0; attempt < 5; attempt++) {
            failing.once();
            scene.clock.advance(Duration.ofHours(1));
        }
        assertThat(others).noneMatch(scene::inBucket);
        assertThat(scene.inBucket(poisoned)).isTrue();
    }

    @Test
    void aBucketThatIsDownIsTriedAgainLater() {
        FileRecord file = deletedWhileTheBucketIsDown();
        scene.objects.down(true);
        assertThat(sweep.once()).isEqualTo(new Swept(0, 0, 0, 1));
        assertThat(sweep.once()).isEqualTo(Swept.NOTHING);
        scene.objects.down(false);
        scene.clock.advance(Duration.ofSeconds(15));
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, 0));
        assertThat(scene.inBucket(file)).isFalse();
    }

    @Test
    void aDeadSweepersShareComesBack() {
        FileRecord file = deletedWhileTheBucketIsDown();
        Faults faults = new Faults(Fault.CRASH_BEFORE.on(ObjectStore.class, "deleteAll"));
        Sweep dying = sweepOver(faults.around(ObjectStore.class, scene.objects));
        assertThatThrownBy(dying::once).isInstanceOf(Crash.class);
        assertThat(sweep.once()).isEqualTo(Swept.NOTHING);
        scene.clock.advance(Duration.ofMinutes(5));
        assertThat(sweep.once()).isEqualTo(new Swept(1, 0, 0, 0));
        assertThat(scene.inBucket(file)).isFalse();
    }

    @Test
    void aRecordThatWasPutBackKeepsItsObject() {
        FileRecord file = deletedWhileTheBucketIsDown();
        scene.records.add(asPending(file));
        sweep.once();
        scene.clock.advance(DAY);
        sweep.once();
        assertThat(scene.inBucket(file)).isTrue();
    }

    @Test
    void anUploadThatNobodyCompletedBecomesReadyOnceItsUrlHasExpired() {
        FileRecord file = scene.upload(ANN_AT_ACME);
        assertThat(sweep.once()).isEqualTo(Swept.NOTHING);
        scene.clock.advance(StartUpload.URL_LIFE);
        assertThat(sweep.once()).isEqualTo(new Swept(0, 1, 0, 0));
        assertThat(scene.listed(BOB_AT_ACME)).extracting(FileRecord::id).containsExactly(file.id());
    }

    @Test
    void anUploadThatDoesNotComeIsLookedForUntilNothingCanArrive() {
        FileRecord file = scene.start(ANN_ALONE).file();
        scene.clock.advance(StartUpload.URL_LIFE);
        assertThat(sweep.once()).isEqualTo(Swept.NOTHING);
        assertThat(scene.recorded(file)).isTrue();
        scene.clock.advance(Tombstone.TRANSFER);
        assertThat(sweep.once()).isEqualTo(new Swept(0, 0, 1, 0));
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.tombstone(file)).isPresent();
    }

    @Test
    void anUploadThatTookHoursBecomesReady() {
        SignedFile upload = scene.start(ANN_ALONE);
        scene.clock.advance(StartUpload.URL_LIFE);
        sweep.once();
        scene.objects.put(upload.file().key(), "text/plain", hello());
        scene.clock.advance(Duration.ofHours(1));
        assertThat(sweep.once()).isEqualTo(new Swept(0, 1, 0, 0));
        assertThat(scene.listed(ANN_ALONE)).hasSize(1);
    }

    @Test
    void whatCameOtherThanPromisedGoes() {
        FileRecord file = scene.altered(ANN_ALONE, "text/html", "hello world");
        scene.clock.advance(StartUpload.URL_LIFE);
        assertThat(sweep.once()).isEqualTo(new Swept(0, 0, 1, 0));
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.inBucket(file)).isFalse();
    }

    @Test
    void whatCannotBeLookedForIsLookedForLater() {
        scene.upload(ANN_ALONE);
        scene.clock.advance(StartUpload.URL_LIFE);
        scene.objects.down(true);
        assertThat(sweep.once()).isEqualTo(new Swept(0, 0, 0, 1));
        scene.objects.down(false);
        scene.clock.advance(Duration.ofHours(1));
        assertThat(sweep.once()).isEqualTo(new Swept(0, 1, 0, 0));
    }

    @Test
    void thousandsAreSweptTogetherByAnyNumberOfSweepers() throws Exception {
        List<FileRecord> files = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            files.add(scene.ready(ANN_AT_ACME));
        }
        FileRecord late = scene.upload(ANN_ALONE);
        scene.records.owners().erase(Scene.ACME);
        scene.clock.advance(StartUpload.URL_LIFE);
        Callable<Swept> sweeper = () -> sweepOver(scene.objects).once();
        int removed = 0;
        int ready = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Swept> one : threads.invokeAll(Collections.nCopies(4, sweeper))) {
                removed += one.get().removed();
                ready += one.get().ready();
            }
        }
        assertThat(removed).as("none of them twice").isEqualTo(2_500);
        assertThat(ready).isEqualTo(1);
        assertThat(files).noneMatch(scene::inBucket);
        assertThat(scene.listed(ANN_ALONE)).extracting(FileRecord::id).containsExactly(late.id());
    }

    @Test
    void withoutTheRecordsNothingIsRemoved() {
        FileRecord file = deletedWhileTheBucketIsDown();
        scene.records.down(true);
        assertThatThrownBy(sweep::once).isInstanceOf(StorageException.Unavailable.class);
        scene.records.down(false);
        assertThat(scene.inBucket(file)).isTrue();
    }

    @Test
    void anOrphanThatWasBuriedGoes() {
        ObjectKey orphan = new ObjectKey("left/behind.txt");
        scene.objects.put(orphan, "text/plain", hello());
        scene.records.tombstones().bury(Scene.unknownId(), orphan);
        sweep.once();
        assertThat(scene.objects.stat(orphan)).isEmpty();
    }

    private Sweep sweepOver(ObjectStore objects) {
        return new Sweep(scene.records, scene.records.tombstones(), scene.records.ledger(), objects, scene.clock);
    }

    private FileRecord deletedWhileTheBucketIsDown() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.objects.down(true);
        scene.storage.deleteFile(ANN_ALONE, file.id());
        scene.objects.down(false);
        return file;
    }

    /** In steps of fifteen seconds. */
    private Duration untilTriedAgain() {
        Duration waited = Duration.ZERO;
        do {
            scene.clock.advance(Duration.ofSeconds(15));
            waited = waited.plusSeconds(15);
        } while (sweep.once().failed() == 0);
        return waited;
    }

    private FileRecord asPending(FileRecord file) {
        return new FileRecord(
                file.id(),
                file.key(),
                file.owner(),
                file.uploader(),
                file.name(),
                file.content(),
                new FileState.Pending(scene.clock.instant().plus(DAY)),
                file.createdAt(),
                file.updatedAt());
    }
}
