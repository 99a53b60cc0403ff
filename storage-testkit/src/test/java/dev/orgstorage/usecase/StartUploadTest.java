package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.testkit.Digests;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartUploadTest {
    private final Scene scene = new Scene();

    @Test
    void anUploadIsRecordedAsPendingAndSignedForTenMinutes() {
        SignedFile started = scene.start(ANN_ALONE);
        FileRecord file = started.file();
        assertThat(file.owner()).isEqualTo(Owner.of(ANN));
        assertThat(file.state())
                .isEqualTo(new FileState.Pending(scene.clock.instant().plus(Duration.ofMinutes(10))));
        assertThat(started.request().method()).isEqualTo("PUT");
        assertThat(started.request().life()).isEqualTo(Duration.ofMinutes(10));
        assertThat(scene.records.all()).containsExactly(file);
    }

    @Test
    void inAnOrganizationTheFileIsTheOrganizations() {
        FileRecord file = scene.start(ANN_AT_ACME).file();
        assertThat(file.owner()).isEqualTo(Owner.of(ACME));
        assertThat(file.uploader()).isEqualTo(ANN);
        assertThat(file.key().value()).startsWith(ObjectKey.prefixOf(Owner.of(ACME)));
    }

    @Test
    void theSameNameTwiceIsTwoFiles() {
        FileRecord first = scene.start(ANN_ALONE).file();
        FileRecord second = scene.start(ANN_ALONE).file();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.key()).isNotEqualTo(first.key());
    }

    @Test
    void anUploadUrlDiesWithItsLife() {
        SignedFile started = scene.start(ANN_ALONE);
        scene.clock.advance(StartUpload.URL_LIFE.plusMillis(1));
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(403);
    }

    @Test
    void theBucketTakesNothingButWhatWasPromisedAndThatOnce() {
        Content content = new Content(new MediaType("text/plain"), 11, Digests.sha256(hello()));
        SignedFile started = scene.storage.startUpload(ANN_ALONE, new FileName("hello.txt"), content);
        assertThat(scene.objects.send(started.request(), new byte[10]).status()).isEqualTo(403);
        assertThat(scene.objects.send(started.request(), new byte[11]).status()).isEqualTo(400);
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(200);
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(412);
        scene.storage.completeUpload(ANN_ALONE, started.file().id());
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(412);
    }

    @Test
    void aViewerMayNotUploadAndNothingIsRecorded() {
        Caller viewer = Caller.in(ACME, ANN, Role.VIEWER);
        assertThatThrownBy(() -> scene.start(viewer)).isInstanceOf(StorageException.Forbidden.class);
        assertThat(scene.records.all()).isEmpty();
    }

    @Test
    void membersAdminsAndOwnersMayUpload() {
        for (Role role : new Role[] {Role.MEMBER, Role.ADMIN, Role.OWNER}) {
            assertThat(scene.start(Caller.in(ACME, ANN, role)).file().owner()).isEqualTo(Owner.of(ACME));
        }
    }

    @Test
    void whatIsBeyondTheLimitsIsRefusedAndNothingIsRecorded() {
        Storage images = scene.storage.with(UploadLimits.upTo(10 << 20, "image/*"));
        assertThatThrownBy(() -> start(images, "image/png", (10 << 20) + 1))
                .isInstanceOf(StorageException.Invalid.class)
                .hasMessageContaining("fileSize");
        assertThatThrownBy(() -> start(images, "image/png", 0))
                .isInstanceOf(StorageException.Invalid.class)
                .hasMessageContaining("fileSize");
        assertThatThrownBy(() -> start(images, "text/html", 1)).isInstanceOf(StorageException.TypeNotAllowed.class);
        assertThat(scene.records.all()).isEmpty();

        start(images, "image/png", 10 << 20);
        assertThat(scene.records.all()).hasSize(1);
    }

    @Test
    void whoMayNotUploadIsNotToldTheLimits() {
        Storage images = scene.storage.with(UploadLimits.upTo(1, "image/*")).with((who, action, owner, file) -> false);
        assertThatThrownBy(() -> start(images, "text/html", 9)).isInstanceOf(StorageException.Forbidden.class);
    }

    @Test
    void anUploadStartsWhileTheBucketIsDown() {
        scene.objects.down(true);
        SignedFile started = scene.start(ANN_ALONE);
        scene.objects.down(false);
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(200);
    }

    @Test
    void withoutTheDatabaseNothingIsSigned() {
        scene.records.down(true);
        assertThatThrownBy(() -> scene.start(ANN_ALONE)).isInstanceOf(StorageException.Unavailable.class);
        scene.records.down(false);
        assertThat(scene.records.all()).isEmpty();
    }

    private static void start(Storage storage, String type, long size) {
        SignedFile started = storage.startUpload(ANN_ALONE, new FileName("a"), new Content(new MediaType(type), size));
        assertThat(started.file().isReady()).isFalse();
    }
}
