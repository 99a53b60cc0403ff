package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.hello;
import static dev.orgstorage.usecase.Scene.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StorageTest {
    private final Scene scene = new Scene();

    @Test
    void theWholeWayOfAPersonalFile() {
        theWholeWay(ANN_ALONE, ANN_ALONE, "hello.txt");
    }

    @Test
    void theWholeWayOfAnOrganizationsFileReadByAColleague() {
        theWholeWay(ANN_AT_ACME, BOB_AT_ACME, "hello.txt");
    }

    @Test
    void theWholeWayUnderEveryHardName() {
        for (String name : Samples.HARD_NAMES) {
            theWholeWay(ANN_AT_ACME, BOB_AT_ACME, name);
        }
    }

    @Test
    void aListedFileIsSignedForAnHourWithoutAskingAgain() {
        FileRecord file = scene.ready(ANN_ALONE);
        SignedRequest signed =
                scene.storage.signDownloads(List.of(file)).files().getFirst().request();
        assertThat(signed.life()).isEqualTo(Duration.ofHours(1));
        Answer answer = scene.objects.send(signed, new byte[0]);
        assertThat(answer.body()).isEqualTo(hello());
        assertThat(answer.header("content-disposition")).contains("attachment; filename=\"hello.txt\"");
    }

    @Test
    void otherSettingsMakeAnotherFrontDoorAndLeaveThisOneAsItIs() {
        Storage images = scene.storage.with(UploadLimits.upTo(10, "image/*"));
        Storage closed = images.with((caller, action, owner, file) -> false);
        assertThatThrownBy(() -> closed.startUpload(ANN_ALONE, new FileName("a"), new Content(MediaType.BYTES, 1)))
                .isInstanceOf(StorageException.Forbidden.class);
        assertThatThrownBy(() -> images.startUpload(ANN_ALONE, new FileName("a"), new Content(MediaType.BYTES, 1)))
                .isInstanceOf(StorageException.TypeNotAllowed.class);
        assertThat(scene.start(ANN_ALONE).file().isReady()).isFalse();
    }

    @Test
    void settingsMadeOneAfterTheOtherAllHold() {
        Storage storage = Storage.over(scene.records, scene.records.tombstones(), scene.objects)
                .with((caller, action, owner, file) -> caller.equals(ANN_ALONE))
                .with(UploadLimits.upTo(10))
                .with(scene.clock, new FileIds(scene.clock, new Random(1)));
        Content tiny = new Content(MediaType.BYTES, 10);
        FileRecord file =
                storage.startUpload(ANN_ALONE, new FileName("a"), tiny).file();
        assertThat(file.createdAt()).isEqualTo(scene.clock.instant());
        assertThatThrownBy(() -> storage.startUpload(ANN_AT_ACME, new FileName("a"), tiny))
                .isInstanceOf(StorageException.Forbidden.class);
        assertThatThrownBy(() -> storage.startUpload(ANN_ALONE, new FileName("a"), new Content(MediaType.BYTES, 11)))
                .isInstanceOf(StorageException.Invalid.class);
    }

    @Test
    void afterEverythingIsDeletedTheBucketIsEmpty() {
        for (Caller caller : Scene.EVERYBODY) {
            scene.storage.deleteFile(caller, scene.ready(caller).id());
        }
        assertThat(scene.records.all()).isEmpty();
        assertThat(scene.objects.list("", null, 1)).isEqualTo(new ObjectPage(List.of(), false));
    }

    private void theWholeWay(Caller uploader, Caller reader, String name) {
        SignedFile started = scene.start(uploader, name);
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(200);
        FileRecord ready = scene.storage.completeUpload(uploader, started.file().id());
        assertThat(ready.name()).isEqualTo(new FileName(name));
        assertThat(scene.listed(reader)).containsExactly(ready);

        Answer answer = scene.objects.send(scene.open(reader, ready.key()).request(), new byte[0]);
        assertThat(answer.body()).isEqualTo(hello());
        assertThat(answer.header("content-disposition"))
                .contains(ContentDisposition.of(Disposition.ATTACHMENT, new FileName(name)));

        scene.storage.deleteFile(uploader, ready.id());
        assertThat(scene.listed(reader)).isEmpty();
        notFound(() -> scene.open(reader, ready.id()));
        assertThat(scene.inBucket(ready)).isFalse();
    }
}
