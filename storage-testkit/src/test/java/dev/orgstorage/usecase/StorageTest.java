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
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Observer;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
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
    void whatIsAskedForIsObservedToItsEnd() {
        List<String> seen = new ArrayList<>();
        Storage storage = scene.storage.with(new Observer() {
            @Override
            public <T> T observe(UseCase what, Supplier<T> work) {
                try {
                    T result = work.get();
                    seen.add(what + " done");
                    return result;
                } catch (StorageException e) {
                    seen.add(what + " " + e.getClass().getSimpleName());
                    throw e;
                }
            }
        });
        Content text = new Content(new MediaType("text/plain"), hello().length);
        SignedFile started = storage.startUpload(ANN_ALONE, new FileName("hello.txt"), text);
        FileId id = started.file().id();
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, id))
                .isInstanceOf(StorageException.NotUploaded.class);
        scene.objects.send(started.request(), hello());
        storage.completeUpload(ANN_ALONE, id);
        storage.signDownloads(storage.listFiles(ANN_ALONE, FileQuery.newest(1)).files());
        storage.file(ANN_ALONE, id);
        storage.openDownload(ANN_ALONE, id, Disposition.INLINE, Duration.ofMinutes(1));
        storage.deleteFile(ANN_ALONE, id);
        assertThat(seen)
                .containsExactly(
                        "START_UPLOAD done",
                        "COMPLETE_UPLOAD NotUploaded",
                        "COMPLETE_UPLOAD done",
                        "LIST_FILES done",
                        "SIGN_DOWNLOADS done",
                        "LOOK done",
                        "OPEN_DOWNLOAD done",
                        "DELETE_FILE done");
    }

    @Test
    void workThatForksInheritsWhatItsThreadHas() {
        InheritableThreadLocal<String> trace = new InheritableThreadLocal<>();
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        ObjectStore seeing = new BucketBut(scene.objects) {
            @Override
            public Optional<StoredObject> stat(ObjectKey key) {
                seen.add(Thread.currentThread().isVirtual() + " " + trace.get());
                return super.stat(key);
            }
        };
        Storage storage = Storage.over(scene.records, scene.records.tombstones(), seeing)
                .with(scene.clock, new FileIds(scene.clock, new Random(1)));
        scene.start(ANN_ALONE);
        List<FileRecord> ready = List.of(scene.ready(ANN_ALONE), scene.ready(ANN_ALONE));
        trace.set("this one");
        storage.listFiles(ANN_ALONE, FileQuery.newest(1));
        storage.signDownloads(ready);
        assertThat(seen).containsExactly("true this one", "true this one", "true this one");
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
