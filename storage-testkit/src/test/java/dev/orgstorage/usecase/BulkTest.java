package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.ANN_AT_GLOBEX;
import static dev.orgstorage.usecase.Scene.BOB_ALONE;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_AT_ANN;
import static dev.orgstorage.usecase.Scene.LIFE;
import static dev.orgstorage.usecase.Scene.hello;
import static dev.orgstorage.usecase.Scene.unknownId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.NewFile;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many uploads, and many downloads, at once. */
class BulkTest {
    private final Scene scene = new Scene();
    private final Faults faults = new Faults();

    @Test
    void manyUploadsAreOneStepAndEachCanBeSent() {
        List<NewFile> files = IntStream.range(0, 100).mapToObj(BulkTest::text).toList();
        List<SignedFile> started = watched().startUploads(ANN_AT_ACME, files);
        assertThat(faults.calls()).extracting(Call::method).containsOnlyOnce("add");
        assertThat(started)
                .extracting(upload -> upload.file().name().value())
                .containsExactlyElementsOf(
                        files.stream().map(file -> file.name().value()).toList());
        for (SignedFile upload : started) {
            assertThat(scene.objects.send(upload.request(), hello()).status()).isEqualTo(200);
        }
        assertThat(scene.records.all()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void oneThatIsRefusedIsNamedAndNothingIsPromised() {
        Storage small = scene.storage.with(UploadLimits.upTo(11, "text/*"));
        NewFile large = new NewFile(new FileName("large.txt"), new Content(new MediaType("text/plain"), 12));
        NewFile picture = new NewFile(new FileName("a.png"), new Content(new MediaType("image/png"), 1));
        assertThatThrownBy(() -> small.startUploads(ANN_ALONE, List.of(text(0), large)))
                .isInstanceOfSatisfying(
                        StorageException.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("files[1].fileSize"))
                .hasMessageStartingWith("files[1].fileSize ");
        assertThatThrownBy(() -> small.startUploads(ANN_ALONE, List.of(picture, text(0))))
                .isInstanceOfSatisfying(
                        StorageException.TypeNotAllowed.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("files[0].fileType"))
                .hasMessageStartingWith("files[0].fileType image/png is not allowed here");
        Caller viewer = Caller.in(ACME, ANN, Role.VIEWER);
        assertThatThrownBy(() -> small.startUploads(viewer, List.of(text(0))))
                .isInstanceOf(StorageException.Forbidden.class);
        assertThat(scene.records.all()).isEmpty();
        assertThat(small.startUploads(ANN_ALONE, List.of())).isEmpty();
    }

    @Test
    void manyDownloadsAreOneQuestionInTheOrderAskedEachOnce() {
        List<FileRecord> files =
                IntStream.range(0, 5).mapToObj(i -> scene.ready(ANN_AT_ACME)).toList();
        scene.clock.advance(Duration.ofDays(1));
        List<FileRef> refs = List.of(
                files.get(3).key(),
                files.get(0).id(),
                unknownId(),
                files.get(4).id(),
                files.get(0).id(),
                files.get(0).key());
        SignedFiles opened = watched().openDownloads(BOB_AT_ACME, refs, Disposition.INLINE, LIFE);
        assertThat(opened.records()).containsExactly(files.get(3), files.get(0), files.get(4));
        assertThat(faults.calls())
                .extracting(Call::method)
                .containsExactly("findAll", "signDownload", "signDownload", "signDownload");
        for (SignedFile file : opened.files()) {
            assertThat(file.request().life()).isEqualTo(LIFE);
            assertThat(scene.objects.send(file.request(), new byte[0]).body()).isEqualTo(hello());
        }
    }

    @Test
    void whatIsNotServedAloneIsNotAmongMany() {
        FileRecord ready = scene.ready(ANN_AT_ACME);
        FileRecord uploaded = scene.upload(ANN_AT_ACME);
        FileRecord promised = scene.start(ANN_AT_ACME).file();
        FileRecord bobs = scene.upload(BOB_AT_ACME);
        FileRecord mismatch = scene.altered(ANN_AT_ACME, "text/plain", "longer than promised");
        FileRecord altered = scene.ready(ANN_AT_ACME);
        scene.objects.put(altered.key(), "text/plain", "HELLO WORLD".getBytes(UTF_8));
        FileRecord deleted = scene.ready(ANN_AT_ACME);
        scene.storage.deleteFile(ANN_AT_ACME, deleted.id());
        List<FileRecord> all = List.of(
                scene.ready(ANN_ALONE),
                scene.ready(ANN_AT_GLOBEX),
                scene.ready(BOB_AT_ANN),
                uploaded,
                promised,
                bobs,
                mismatch,
                altered,
                deleted,
                ready);

        SignedFiles opened = open(ANN_AT_ACME, all);
        assertThat(opened.records()).extracting(FileRecord::id).containsExactly(uploaded.id(), ready.id());
        assertThat(opened.records()).allMatch(FileRecord::isReady);
        assertThat(opened.altered()).hasSize(1);
        assertThat(scene.recorded(mismatch)).isFalse();
        scene.unchanged(bobs);
        for (FileRecord file : all) {
            boolean alone = open(ANN_AT_ACME, List.of(file)).files().size() == 1;
            assertThat(alone)
                    .isEqualTo(
                            opened.records().stream().anyMatch(one -> one.id().equals(file.id())));
        }
        assertThat(open(BOB_ALONE, all).files()).isEmpty();
    }

    @Test
    void whatThePolicyHidesIsNotAmongMany() {
        FileRecord anns = scene.ready(ANN_AT_ACME);
        FileRecord bobs = scene.ready(BOB_AT_ACME);
        AccessPolicy onlyOwn =
                (caller, action, owner, file) -> file == null || caller.user().equals(file.uploader());
        assertThat(scene.storage
                        .with(onlyOwn)
                        .openDownloads(BOB_AT_ACME, List.of(anns.id(), bobs.id()), Disposition.INLINE, LIFE)
                        .records())
                .containsExactly(bobs);
    }

    /** Whoever takes them for gone would be wrong. */
    @Test
    void whileTheBucketIsDownFreshFilesAreUnavailableRatherThanMissing() {
        FileRecord old = scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofDays(1));
        FileRecord fresh = scene.ready(ANN_ALONE);
        scene.objects.down(true);
        assertThat(open(ANN_ALONE, List.of(old)).records()).containsExactly(old);
        assertThatThrownBy(() -> open(ANN_ALONE, List.of(old, fresh))).isInstanceOf(StorageException.Unavailable.class);
        scene.objects.down(false);
        assertThat(open(ANN_ALONE, List.of(old, fresh)).records()).containsExactly(old, fresh);
    }

    @Test
    void oneLookThatFailsIsNotTakenForAMissingFile() {
        List<FileRecord> fresh =
                IntStream.range(0, 20).mapToObj(i -> scene.ready(ANN_ALONE)).toList();
        Storage storage = watched();
        faults.plan(Fault.FAIL_BEFORE.on(ObjectStore.class, "stat", 7));
        List<FileRef> refs = fresh.stream().<FileRef>map(FileRecord::id).toList();
        assertThatThrownBy(() -> storage.openDownloads(ANN_ALONE, refs, Disposition.INLINE, LIFE))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("1 of 20");
    }

    private SignedFiles open(Caller caller, List<FileRecord> files) {
        return scene.storage.openDownloads(
                caller, files.stream().map(FileRecord::id).toList(), Disposition.ATTACHMENT, LIFE);
    }

    /** The same storage, with its calls counted. */
    private Storage watched() {
        return Storage.over(
                        faults.around(FileRecords.class, scene.records),
                        scene.records.tombstones(),
                        faults.around(ObjectStore.class, scene.objects))
                .with(scene.clock, new FileIds(scene.clock, new Random(7)));
    }

    private static NewFile text(int number) {
        return new NewFile(new FileName("text " + number), new Content(new MediaType("text/plain"), hello().length));
    }
}
