package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.domain.UploadedPart;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UploadInPartsTest {
    private static final long SIZE = 2 * Parts.SMALLEST + 7;
    private static final Content LARGE = new Content(new MediaType("application/x-test"), SIZE);
    private static final FileName NAME = new FileName("large.bin");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Scene scene = new Scene();
    private final Storage storage = scene.storage;

    @Test
    void aFileComesInParts() {
        FileRecord file = start(ANN_AT_ACME);
        assertThat(file.state())
                .isEqualTo(new FileState.Pending(
                        scene.clock.instant().plus(WEEK), file.multipart().orElseThrow()));
        assertThat(scene.recorded(file)).isTrue();
        assertThat(storage.uploadedParts(ANN_AT_ACME, file.id()).there()).isEmpty();

        byte[] whole = bytes();
        send(ANN_AT_ACME, file, whole, 3, 1);
        PartsThere there = storage.uploadedParts(BOB_AT_ACME, file.id());
        assertThat(there.parts()).isEqualTo(new Parts(SIZE, Parts.SMALLEST));
        assertThat(there.there()).extracting(UploadedPart::number).containsExactly(1, 3);
        send(ANN_AT_ACME, file, whole, 2);

        FileRecord ready = storage.completeUpload(ANN_AT_ACME, file.id());
        assertThat(ready.isReady()).isTrue();
        assertThat(scene.listed(ANN_AT_ACME)).containsExactly(ready);
        SignedFile download = storage.openDownload(ANN_AT_ACME, file.id(), Disposition.ATTACHMENT, Scene.LIFE);
        assertThat(scene.objects.send(download.request(), new byte[0]).body()).isEqualTo(whole);
        assertThat(storage.completeUpload(ANN_AT_ACME, file.id())).isEqualTo(ready);
    }

    @Test
    void whatIsMissingIsNamedAndNothingIsLost() {
        FileRecord file = start(ANN_ALONE);
        send(ANN_ALONE, file, bytes(), 2);
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.NotUploaded.class)
                .hasMessageEndingWith("has not been uploaded yet: 2 of 3 parts are missing: 1, 3");
        assertThat(storage.uploadedParts(ANN_ALONE, file.id()).there()).hasSize(1);
        assertThat(scene.listed(ANN_ALONE)).isEmpty();
        assertThatThrownBy(() -> scene.open(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.NotUploaded.class)
                .hasMessageEndingWith("send its parts, and complete it");
        send(ANN_ALONE, file, bytes(), 1, 3);
        assertThat(scene.listed(ANN_ALONE)).isEmpty();
        assertThat(storage.completeUpload(ANN_ALONE, file.id()).isReady()).isTrue();
    }

    @Test
    void openingSettlesWhatIsAnObjectAlready() {
        FileRecord file = arrived(ANN_ALONE);
        MultipartUploads uploads = scene.objects.multipart();
        UploadId upload = uploadOf(file);
        uploads.complete(file.key(), upload, uploads.parts(file.key(), upload).orElseThrow());
        assertThat(scene.listed(ANN_ALONE)).isEmpty();
        assertThat(scene.open(ANN_ALONE, file.id()).file().isReady()).isTrue();
        assertThat(scene.listed(ANN_ALONE)).hasSize(1);
    }

    @Test
    void uploadsInPartsCrowdOutNoneInOnePutAndAskTheBucketNothing() {
        FileRecord uploaded = scene.upload(ANN_ALONE);
        IntStream.range(0, 16).forEach(any -> start(ANN_ALONE));
        Faults asked = new Faults();
        Storage counted = Storage.over(
                        scene.records, scene.records.tombstones(), asked.around(ObjectStore.class, scene.objects))
                .with(scene.clock, new FileIds(scene.clock, new Random(7)));
        assertThat(counted.listFiles(ANN_ALONE, FileQuery.newest(10)).files())
                .extracting(FileRecord::id)
                .containsExactly(uploaded.id());
        int before = asked.calls().size();
        counted.listFiles(ANN_ALONE, FileQuery.newest(10));
        assertThat(asked.calls()).hasSize(before);
    }

    @Test
    void theSizeOfPartsMayBeNamedOrNot() {
        assertThat(storage.startMultipart(ANN_ALONE, NAME, LARGE)
                        .multipart()
                        .orElseThrow()
                        .partSize())
                .isEqualTo(Parts.USUAL);
        assertThat(partSize(start(ANN_ALONE))).isEqualTo(Parts.SMALLEST);
        refused("partSize", () -> storage.startMultipart(ANN_ALONE, NAME, LARGE, Parts.SMALLEST - 1));
        refused("fileSize", () -> storage.startMultipart(ANN_ALONE, NAME, new Content(MediaType.BYTES, 0)));
        Content promised = new Content(MediaType.BYTES, 1, Sha256.of(new byte[32]));
        refused("checksumSha256", () -> storage.startMultipart(ANN_ALONE, NAME, promised));
        assertThat(scene.records.all()).hasSize(2);
    }

    @Test
    void whatIsTooLargeForOnePutComesInParts() {
        Content huge = new Content(MediaType.BYTES, UploadLimits.LARGEST_PUT + 1);
        refused("fileSize", () -> storage.startUpload(ANN_ALONE, NAME, huge));
        assertThat(storage.startMultipart(ANN_ALONE, NAME, huge).isReady()).isFalse();
    }

    @Test
    void onlyThePartsOfTheFileAreSignedAndNotTooManyAtOnce() {
        FileRecord file = start(ANN_ALONE);
        for (List<Integer> numbers : List.of(List.<Integer>of(), List.of(0), List.of(1, 4), List.of(-1))) {
            refused("numbers", () -> storage.signParts(ANN_ALONE, file.id(), numbers));
        }
        List<Integer> many = IntStream.range(0, 101).map(any -> 1).boxed().toList();
        refused("numbers", () -> storage.signParts(ANN_ALONE, file.id(), many));
        List<SignedPart> signed = storage.signParts(ANN_ALONE, file.id(), List.of(3, 1));
        assertThat(signed).extracting(SignedPart::number).containsExactly(3, 1);
        assertThat(signed).extracting(SignedPart::size).containsExactly(7L, Parts.SMALLEST);
        assertThat(signed.getFirst().request().life()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void noPartUrlLivesLongerThanTheUpload() {
        FileRecord file = start(ANN_ALONE);
        scene.clock.advance(WEEK.minusMinutes(10));
        assertThat(storage.signParts(ANN_ALONE, file.id(), List.of(1))
                        .getFirst()
                        .request()
                        .life())
                .isEqualTo(Duration.ofMinutes(10));
        scene.clock.advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> storage.signParts(ANN_ALONE, file.id(), List.of(1)))
                .isInstanceOf(StorageException.NotUploaded.class)
                .hasMessageEndingWith("start again");
    }

    @Test
    void partsAreOfFilesThatComeInThem() {
        FileRecord whole = scene.start(ANN_ALONE).file();
        FileRecord ready = complete(ANN_ALONE);
        assertThatThrownBy(() -> storage.signParts(ANN_ALONE, whole.id(), List.of(1)))
                .isInstanceOf(StorageException.NotInParts.class);
        assertThatThrownBy(() -> storage.uploadedParts(ANN_ALONE, whole.id()))
                .isInstanceOf(StorageException.NotInParts.class);
        assertThatThrownBy(() -> storage.signParts(ANN_ALONE, ready.id(), List.of(1)))
                .isInstanceOf(StorageException.AlreadyUploaded.class);
        assertThatThrownBy(() -> storage.uploadedParts(ANN_ALONE, ready.id()))
                .isInstanceOf(StorageException.AlreadyUploaded.class);
    }

    @Test
    void inAnotherContextThereIsNoSuchUpload() {
        FileRecord file = start(ANN_AT_ACME);
        for (Caller other : Scene.EVERYBODY) {
            if (!other.context().equals(ANN_AT_ACME.context())) {
                assertThatThrownBy(() -> storage.uploadedParts(other, file.id()))
                        .isInstanceOf(StorageException.NotFound.class);
                assertThatThrownBy(() -> storage.signParts(other, file.id(), List.of(1)))
                        .isInstanceOf(StorageException.NotFound.class);
                assertThatThrownBy(() -> storage.completeUpload(other, file.id()))
                        .isInstanceOf(StorageException.NotFound.class);
            }
        }
        Caller viewer = Caller.in(Scene.ACME, Scene.BOB, Role.VIEWER);
        assertThatThrownBy(() -> start(viewer)).isInstanceOf(StorageException.Forbidden.class);
        assertThatThrownBy(() -> storage.signParts(viewer, file.id(), List.of(1)))
                .isInstanceOf(StorageException.Forbidden.class);
        assertThatThrownBy(() -> storage.uploadedParts(viewer, file.id()))
                .isInstanceOf(StorageException.Forbidden.class);
    }

    @Test
    void deletingEndsTheUpload() {
        FileRecord file = start(ANN_ALONE);
        List<SignedPart> signed = storage.signParts(ANN_ALONE, file.id(), List.of(3));
        send(ANN_ALONE, file, bytes(), 1);
        assertThat(storage.deleteFile(ANN_ALONE, file.id())).isPresent();
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
        assertThat(scene.tombstone(file).orElseThrow().objectRemoved()).isTrue();
        assertThat(scene.objects.send(signed.getFirst().request(), new byte[7]).status())
                .isEqualTo(404);
    }

    @Test
    void whatWasDeletedWhileTheBucketWasDownEndsWithTheNextSweep() {
        FileRecord file = arrived(ANN_ALONE);
        scene.objects.down(true);
        assertThat(storage.deleteFile(ANN_ALONE, file.id())).isPresent();
        assertThat(sweep().failed()).isEqualTo(1);
        scene.objects.down(false);
        assertThat(scene.objects.unfinishedUploads()).hasSize(1);
        scene.clock.advance(Duration.ofMinutes(1));
        assertThat(sweep().removed()).isEqualTo(1);
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    @Test
    void atTheEndOfItsTombstoneALateBeginningIsEndedToo() {
        FileRecord file = start(ANN_ALONE);
        storage.deleteFile(ANN_ALONE, file.id());
        scene.objects.multipart().begin(file);
        scene.clock.advance(WEEK);
        assertThat(sweep().removed()).isZero();
        scene.clock.advance(Duration.ofHours(6));
        assertThat(sweep().removed()).isEqualTo(1);
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
        assertThat(scene.tombstone(file)).isEmpty();
    }

    @Test
    void anErasureEndsTheUploadsOfItsFiles() {
        FileRecord file = arrived(ANN_AT_ACME);
        new EraseOwner(scene.records.owners()).erase(Scene.ACME);
        assertThat(sweep().removed()).isEqualTo(1);
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
        assertThat(scene.inBucket(file)).isFalse();
    }

    @Test
    void whatCameWholeAndWasNeverCompletedIsReadyAfterAWeek() {
        arrived(ANN_ALONE);
        scene.clock.advance(WEEK);
        assertThat(sweep().ready()).isEqualTo(1);
        assertThat(scene.listed(ANN_ALONE)).hasSize(1);
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    @Test
    void whatNeverCameWholeIsGivenUpOnceNothingCanArrive() {
        FileRecord file = start(ANN_ALONE);
        send(ANN_ALONE, file, bytes(), 1, 3);
        scene.clock.advance(WEEK);
        assertThat(sweep().abandoned()).isZero();
        assertThat(scene.recorded(file)).isTrue();
        scene.clock.advance(Duration.ofHours(6));
        assertThat(sweep().abandoned()).isEqualTo(1);
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    @Test
    void whatTheBucketHasEndedByItselfHasToBeStartedAgain() {
        FileRecord file = arrived(ANN_ALONE);
        scene.objects.multipart().abortAll(file.key());
        assertThatThrownBy(() -> storage.uploadedParts(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.NotUploaded.class)
                .hasMessageEndingWith("its upload in parts has ended; start again");
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.NotUploaded.class)
                .hasMessageEndingWith("its upload in parts has ended; start again");
    }

    @Test
    void whatTheBucketDoesNotBeginLeavesNoRecord() {
        Storage failing = with(Fault.FAIL_BEFORE, MultipartUploads.class, "begin");
        assertThatThrownBy(() -> failing.startMultipart(ANN_ALONE, NAME, LARGE))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThat(scene.records.all()).isEmpty();
    }

    @Test
    void whatWasBegunWithoutAnAnswerIsEnded() {
        Storage failing = with(Fault.FAIL_AFTER, MultipartUploads.class, "begin");
        assertThatThrownBy(() -> failing.startMultipart(ANN_ALONE, NAME, LARGE))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThat(scene.records.all()).isEmpty();
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    @Test
    void whatCannotBeNotedIsEnded() {
        Storage failing = with(Fault.FAIL_BEFORE, FileRecords.class, "noteUpload");
        assertThatThrownBy(() -> failing.startMultipart(ANN_ALONE, NAME, LARGE))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThat(scene.records.all()).isEmpty();
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    @Test
    void whoseOwnerIsErasedBeforeItHasBegunIsEnded() {
        Fault erased = Fault.after(call -> new EraseOwner(scene.records.owners()).erase(Scene.ACME));
        Storage racing = with(erased, MultipartUploads.class, "begin");
        assertThatThrownBy(() -> racing.startMultipart(ANN_AT_ACME, NAME, LARGE))
                .isInstanceOf(StorageException.NotFound.class);
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    @Test
    void anotherUploadOfTheSameKeyEndsBeforeTheFileIsReady() {
        FileRecord file = arrived(ANN_ALONE);
        scene.objects.multipart().begin(file);
        Storage failing = with(Fault.FAIL_BEFORE, MultipartUploads.class, "abortAll");
        assertThatThrownBy(() -> failing.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThat(scene.records.find(file.owner(), file.id()).orElseThrow().isReady())
                .isFalse();
        assertThat(storage.completeUpload(ANN_ALONE, file.id()).isReady()).isTrue();
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    @Test
    void whoCompletesBesideAnotherFindsItDone() {
        FileRecord file = arrived(ANN_AT_ACME);
        Fault other = Fault.before(call -> storage.completeUpload(BOB_AT_ACME, file.id()));
        Storage racing = with(other, MultipartUploads.class, "complete");
        assertThat(racing.completeUpload(ANN_AT_ACME, file.id()).isReady()).isTrue();
        assertThat(scene.listed(ANN_AT_ACME)).hasSize(1);
    }

    @Test
    void whatIsNotAsPromisedIsGone() {
        FileRecord file = start(ANN_ALONE);
        UploadId upload = uploadOf(file);
        MultipartUploads uploads = scene.objects.multipart();
        for (int number : List.of(1, 2, 4)) {
            scene.objects.send(uploads.signPart(file, upload, number, 3, Scene.LIFE), new byte[3]);
        }
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.UploadMismatch.class)
                .hasMessageContaining("part 1 has 3 bytes, promised 5242880")
                .hasMessageContaining("part 4 is beyond the last, 3");
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.objects.unfinishedUploads()).isEmpty();
    }

    private FileRecord start(Caller caller) {
        scene.clock.advance(Duration.ofMillis(1));
        return storage.startMultipart(caller, NAME, LARGE, Parts.SMALLEST);
    }

    private FileRecord arrived(Caller caller) {
        FileRecord file = start(caller);
        send(caller, file, bytes(), 1, 2, 3);
        return file;
    }

    private FileRecord complete(Caller caller) {
        return storage.completeUpload(caller, arrived(caller).id());
    }

    private void send(Caller caller, FileRecord file, byte[] whole, Integer... numbers) {
        for (SignedPart part : storage.signParts(caller, file.id(), List.of(numbers))) {
            int from = (part.number() - 1) * (int) Parts.SMALLEST;
            byte[] body = Arrays.copyOfRange(whole, from, from + (int) part.size());
            assertThat(scene.objects.send(part.request(), body).status()).isEqualTo(200);
        }
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[(int) SIZE];
        bytes[0] = 'a';
        bytes[(int) SIZE - 1] = 'z';
        return bytes;
    }

    private Storage with(Fault fault, Class<?> port, String method) {
        Faults faults = new Faults(fault.on(port, method));
        return Storage.over(
                        faults.around(FileRecords.class, scene.records),
                        scene.records.tombstones(),
                        faults.around(ObjectStore.class, scene.objects))
                .with(scene.clock, new FileIds(scene.clock, new Random(7)));
    }

    private Sweep.Swept sweep() {
        return new Sweep(scene.records, scene.records.tombstones(), scene.records.ledger(), scene.objects, scene.clock)
                .once();
    }

    private static long partSize(FileRecord file) {
        return file.multipart().orElseThrow().partSize();
    }

    private static UploadId uploadOf(FileRecord file) {
        return file.multipart().map(Multipart::uploadId).orElseThrow();
    }

    private static void refused(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
    }
}
