package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.EVERYBODY;
import static dev.orgstorage.usecase.Scene.hello;
import static dev.orgstorage.usecase.Scene.notFound;
import static dev.orgstorage.usecase.Scene.unknownId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CompleteUploadTest {
    private final Scene scene = new Scene();

    @Test
    void anUploadedFileBecomesReadyWithTheEtagItWasSeenUnder() {
        FileRecord pending = scene.upload(ANN_ALONE);
        scene.clock.advance(Duration.ofSeconds(3));
        FileRecord ready = scene.storage.completeUpload(ANN_ALONE, pending.id());

        String etag = scene.objects.stat(pending.key()).orElseThrow().etag();
        assertThat(ready.state()).isEqualTo(new FileState.Ready(etag, scene.clock.instant()));
        assertThat(scene.records.all()).containsExactly(ready);
    }

    @Test
    void anEmptyFileBecomesReady() {
        SignedFile started =
                scene.storage.startUpload(ANN_ALONE, new FileName("empty"), new Content(MediaType.BYTES, 0));
        assertThat(scene.objects.send(started.request(), new byte[0]).status()).isEqualTo(200);
        assertThat(scene.storage.completeUpload(ANN_ALONE, started.file().id()).isReady())
                .isTrue();
    }

    @Test
    void aFileThatArrivedButWasCompletedLateBecomesReady() {
        FileRecord pending = scene.upload(ANN_ALONE);
        scene.clock.advance(Duration.ofDays(2));
        assertThat(scene.storage.completeUpload(ANN_ALONE, pending.id()).isReady())
                .isTrue();
    }

    @Test
    void beforeThePutItIsNotUploadedAndStaysPending() {
        SignedFile started = scene.start(ANN_ALONE);
        assertThatThrownBy(() ->
                        scene.storage.completeUpload(ANN_ALONE, started.file().id()))
                .isInstanceOf(StorageException.NotUploaded.class);
        scene.unchanged(started.file());

        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(200);
        assertThat(scene.storage.completeUpload(ANN_ALONE, started.file().id()).isReady())
                .isTrue();
    }

    @Test
    void twiceIsAnsweredLikeOnce() {
        FileRecord first = scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofMinutes(1));
        assertThat(scene.storage.completeUpload(ANN_ALONE, first.id())).isEqualTo(first);
        scene.unchanged(first);
    }

    @Test
    void twiceIsAnsweredLikeOnceEvenWhileTheBucketIsDown() {
        FileRecord first = scene.ready(ANN_ALONE);
        scene.objects.down(true);
        assertThat(scene.storage.completeUpload(ANN_ALONE, first.id())).isEqualTo(first);
    }

    @Test
    void anObjectThatIsNotWhatWasPromisedGoesAndItsRecordToo() {
        mismatch(scene.altered(ANN_ALONE, "text/plain", "hello"), "size is 5, promised 11");
        mismatch(scene.altered(ANN_ALONE, "text/plain", "hello world!"), "size is 12, promised 11");
        mismatch(scene.altered(ANN_ALONE, "text/html", "hello world"), "type is text/html, promised text/plain");
    }

    @Test
    void whatWasAlteredBeforeItsUploadWasCompletedCannotComeBack() {
        SignedFile started = scene.start(ANN_ALONE);
        scene.objects.put(started.file().key(), "text/html", hello());
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(412);
        mismatch(started.file(), "type is text/html");
    }

    @Test
    void aMismatchWithTheBucketGoneRightAfterLeavesTheTombstoneToRemoveTheObject() {
        FileRecord file = scene.altered(ANN_ALONE, "text/plain", "hello");
        Storage storage = scene.afterTheLook(() -> scene.objects.down(true));
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.UploadMismatch.class);
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.tombstone(file))
                .hasValueSatisfying(left -> assertThat(left.objectRemoved()).isFalse());
    }

    @Test
    void anUnknownFileAndAnothersAndOneOfAnotherContextAreAnsweredAlike() {
        for (Caller owner : EVERYBODY) {
            FileRecord file = scene.upload(owner);
            for (Caller caller : EVERYBODY) {
                if (!caller.context().equals(owner.context())) {
                    notFound(() -> scene.storage.completeUpload(caller, file.id()));
                }
            }
            notFound(() -> scene.storage.completeUpload(owner, unknownId()));
            scene.unchanged(file);
        }
    }

    @Test
    void aMemberMayCompleteForAColleagueButAViewerMayNot() {
        FileRecord file = scene.upload(ANN_AT_ACME);
        assertThatThrownBy(() -> scene.storage.completeUpload(Caller.in(ACME, ANN, Role.VIEWER), file.id()))
                .isInstanceOf(StorageException.Forbidden.class);
        scene.unchanged(file);
        assertThat(scene.storage.completeUpload(BOB_AT_ACME, file.id()).uploader())
                .isEqualTo(ANN);
    }

    @Test
    void withoutTheBucketNothingChanges() {
        FileRecord file = scene.upload(ANN_ALONE);
        scene.objects.down(true);
        assertThatThrownBy(() -> scene.storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.Unavailable.class);
        scene.unchanged(file);
    }

    @Test
    void withoutTheDatabaseNothingChanges() {
        FileRecord file = scene.altered(ANN_ALONE, "text/plain", "hello");
        Storage storage = scene.afterTheLook(() -> scene.records.down(true));
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThat(scene.inBucket(file)).isTrue();
        scene.records.down(false);
        scene.unchanged(file);
    }

    @Test
    void ofTwoCompletionsAtOnceBothGetTheAnswerOfTheFirst() {
        FileRecord pending = scene.upload(ANN_ALONE);
        Storage second = scene.afterTheLook(() -> {
            scene.storage.completeUpload(ANN_ALONE, pending.id());
            scene.clock.advance(Duration.ofSeconds(1));
        });
        FileRecord answer = second.completeUpload(ANN_ALONE, pending.id());
        assertThat(scene.records.all()).containsExactly(answer);
        assertThat(answer.updatedAt()).isBefore(scene.clock.instant());
    }

    @Test
    void manyCompletionsAtOnceGetOneAnswer() throws Exception {
        FileRecord pending = scene.upload(ANN_ALONE);
        Callable<FileRecord> client = () -> scene.storage.completeUpload(ANN_ALONE, pending.id());
        Set<FileRecord> answers = new HashSet<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<FileRecord> answer : clients.invokeAll(Collections.nCopies(50, client))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).hasSize(1);
        assertThat(scene.records.all()).containsExactlyElementsOf(answers);
    }

    @Test
    void aFileDeletedWhileItIsCompletedIsGone() {
        FileRecord file = scene.upload(ANN_ALONE);
        Storage storage = scene.afterTheLook(() -> scene.storage.deleteFile(ANN_ALONE, file.id()));
        notFound(() -> storage.completeUpload(ANN_ALONE, file.id()));
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.inBucket(file)).isFalse();
        assertThat(scene.tombstone(file)).isPresent();
    }

    @Test
    void aDeletedFileCannotBeCompleted() {
        FileRecord file = scene.upload(ANN_ALONE);
        scene.storage.deleteFile(ANN_ALONE, file.id());
        notFound(() -> scene.storage.completeUpload(ANN_ALONE, file.id()));
    }

    private void mismatch(FileRecord file, String difference) {
        assertThatThrownBy(() -> scene.storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.UploadMismatch.class)
                .hasMessageContaining(difference);
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.inBucket(file)).isFalse();
        assertThat(scene.tombstone(file))
                .hasValueSatisfying(left -> assertThat(left.objectRemoved()).isTrue());
        notFound(() -> scene.storage.completeUpload(ANN_ALONE, file.id()));
    }
}
