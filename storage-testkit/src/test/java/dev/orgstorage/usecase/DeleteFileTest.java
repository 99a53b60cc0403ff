package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.EVERYBODY;
import static dev.orgstorage.usecase.Scene.hello;
import static dev.orgstorage.usecase.Scene.notFound;
import static dev.orgstorage.usecase.Scene.unknownId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DeleteFileTest {
    private final Scene scene = new Scene();

    @Test
    void theRecordGoesAndTheObjectAndATombstoneStays() {
        for (FileRecord file : new FileRecord[] {scene.ready(ANN_ALONE), scene.upload(ANN_ALONE)}) {
            scene.storage.deleteFile(ANN_ALONE, file.id());
            goneForEverybody(file);
            assertThat(scene.inBucket(file)).isFalse();
            tombstoneStands(file, true);
        }
    }

    @Test
    void aFileIsDeletedByItsKeyAsWell() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.storage.deleteFile(ANN_ALONE, file.key());
        goneForEverybody(file);
        scene.storage.deleteFile(ANN_ALONE, file.key());
        scene.storage.deleteFile(ANN_ALONE, file.id());
    }

    @Test
    void anUploadUnderWayCanBeDeletedAndItsLateBytesFindATombstone() {
        SignedFile started = scene.start(ANN_ALONE);
        scene.storage.deleteFile(ANN_ALONE, started.file().id());
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(200);
        assertThat(scene.listed(ANN_ALONE)).isEmpty();
        goneForEverybody(started.file());
        assertThat(scene.tombstone(started.file()).orElseThrow().until())
                .isAfter(scene.clock.instant().plus(StartUpload.URL_LIFE));
    }

    @Test
    void twiceIsAnsweredLikeOnce() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        scene.storage.deleteFile(ANN_AT_ACME, file.id());
        scene.storage.deleteFile(ANN_AT_ACME, file.id());
        scene.storage.deleteFile(BOB_AT_ACME, file.id());
        tombstoneStands(file, true);
    }

    @Test
    void whatWasDeletedIsUnknownToWhoMayNotDelete() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        scene.storage.deleteFile(ANN_AT_ACME, file.id());
        notFound(() -> scene.storage.deleteFile(Caller.in(ACME, BOB, Role.VIEWER), file.id()));
        Storage closed = scene.storage.with((caller, action, owner, of) -> false);
        notFound(() -> closed.deleteFile(ANN_AT_ACME, file.id()));
    }

    @Test
    void whatWasDeletedInOneContextIsUnknownInEveryOther() {
        for (Caller owner : EVERYBODY) {
            FileRecord file = scene.ready(owner);
            scene.storage.deleteFile(owner, file.id());
            for (Caller caller : EVERYBODY) {
                if (!caller.context().equals(owner.context())) {
                    notFound(() -> scene.storage.deleteFile(caller, file.id()));
                    notFound(() -> scene.storage.deleteFile(caller, file.key()));
                }
            }
        }
    }

    @Test
    void anUnknownFileAndAnothersAndOneOfAnotherContextAreAnsweredAlike() {
        for (Caller owner : EVERYBODY) {
            FileRecord file = scene.ready(owner);
            for (Caller caller : EVERYBODY) {
                if (!caller.context().equals(owner.context())) {
                    notFound(() -> scene.storage.deleteFile(caller, file.id()));
                    notFound(() -> scene.storage.deleteFile(caller, file.key()));
                }
            }
            notFound(() -> scene.storage.deleteFile(owner, unknownId()));
            scene.unchanged(file);
            assertThat(scene.inBucket(file)).isTrue();
        }
    }

    @Test
    void whoMayReadButNotDeleteIsForbidden() {
        FileRecord bobs = scene.ready(BOB_AT_ACME);
        for (Caller caller : new Caller[] {ANN_AT_ACME, Caller.in(ACME, BOB, Role.VIEWER)}) {
            assertThatThrownBy(() -> scene.storage.deleteFile(caller, bobs.id()))
                    .isInstanceOf(StorageException.Forbidden.class);
        }
        scene.unchanged(bobs);
        assertThat(scene.inBucket(bobs)).isTrue();
    }

    @Test
    void membersDeleteWhatTheyUploadedAndAdminsAndOwnersAnything() {
        for (Caller caller :
                new Caller[] {BOB_AT_ACME, Caller.in(ACME, ANN, Role.ADMIN), Caller.in(ACME, ANN, Role.OWNER)}) {
            FileRecord bobs = scene.ready(BOB_AT_ACME);
            scene.storage.deleteFile(caller, bobs.id());
            goneForEverybody(bobs);
        }
    }

    @Test
    void bySettingAnyMemberDeletesAnything() {
        FileRecord bobs = scene.ready(BOB_AT_ACME);
        scene.storage.with(AccessPolicy.standardWithMembersDeleting()).deleteFile(ANN_AT_ACME, bobs.id());
        goneForEverybody(bobs);
    }

    @Test
    void aPolicyThatHidesAFileMakesItUnknown() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        Storage onlyOwn = scene.storage.with(
                (caller, action, owner, of) -> of == null || caller.user().equals(of.uploader()));
        notFound(() -> onlyOwn.deleteFile(Caller.in(ACME, BOB, Role.OWNER), file.id()));
        scene.unchanged(file);
    }

    @Test
    void whileTheBucketIsDownTheFileIsGoneForEverybodyAndItsTombstoneWaits() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.objects.down(true);
        scene.storage.deleteFile(ANN_ALONE, file.id());
        goneForEverybody(file);
        tombstoneStands(file, false);
        scene.storage.deleteFile(ANN_ALONE, file.id());
        tombstoneStands(file, false);

        scene.objects.down(false);
        assertThat(scene.inBucket(file)).isTrue();
    }

    @Test
    void withoutTheDatabaseNothingIsDeleted() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.records.down(true);
        assertThatThrownBy(() -> scene.storage.deleteFile(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.Unavailable.class);
        scene.records.down(false);
        scene.unchanged(file);
        assertThat(scene.inBucket(file)).isTrue();
    }

    @Test
    void manyDeletionsAtOnceAreOne() throws Exception {
        FileRecord file = scene.ready(ANN_ALONE);
        Callable<Boolean> client = () -> {
            scene.storage.deleteFile(ANN_ALONE, file.id());
            return true;
        };
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : clients.invokeAll(Collections.nCopies(50, client))) {
                assertThat(done.get()).isTrue();
            }
        }
        goneForEverybody(file);
        tombstoneStands(file, true);
    }

    @Test
    void completionsBesideADeletionEndDeleted() throws Exception {
        for (int round = 0; round < 50; round++) {
            FileRecord file = scene.upload(ANN_ALONE);
            Callable<String> completion = () -> answerOf(() -> scene.storage.completeUpload(ANN_ALONE, file.id()));
            Callable<String> deletion = () -> answerOf(() -> scene.storage.deleteFile(ANN_ALONE, file.id()));
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<String> completed = clients.submit(completion);
                Future<String> deleted = clients.submit(deletion);
                assertThat(deleted.get()).isEqualTo("done");
                assertThat(completed.get()).isIn("done", "NotFound", "NotUploaded");
            }
            assertThat(scene.recorded(file)).isFalse();
            assertThat(scene.inBucket(file)).isFalse();
            tombstoneStands(file, true);
        }
    }

    private void goneForEverybody(FileRecord file) {
        for (Caller caller : EVERYBODY) {
            notFound(() -> scene.open(caller, file.id()));
            notFound(() -> scene.storage.file(caller, file.key()));
            notFound(() -> scene.storage.completeUpload(caller, file.id()));
            assertThat(scene.listed(caller)).doesNotContain(file);
        }
        assertThat(scene.records.all()).doesNotContain(file);
    }

    private void tombstoneStands(FileRecord file, boolean objectRemoved) {
        assertThat(scene.tombstone(file)).hasValueSatisfying(tombstone -> {
            assertThat(tombstone.key()).isEqualTo(file.key());
            assertThat(tombstone.objectRemoved()).isEqualTo(objectRemoved);
        });
    }

    private static String answerOf(Runnable request) {
        try {
            request.run();
            return "done";
        } catch (StorageException refused) {
            return refused.getClass().getSimpleName();
        }
    }
}
