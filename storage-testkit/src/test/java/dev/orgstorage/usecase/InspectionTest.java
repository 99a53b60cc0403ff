package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.ContentSamples;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.testkit.SignatureDetector;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Repair.Orphans;
import dev.orgstorage.usecase.Repair.Outcome;
import dev.orgstorage.usecase.Sweep.Swept;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is uploaded is looked into wherever it becomes ready. */
class InspectionTest {
    private final Scene scene = new Scene();
    private final Faults faults = new Faults();
    private final ObjectStore objects = faults.around(ObjectStore.class, scene.objects);
    private final Storage unchecked = Storage.over(scene.records, scene.records.tombstones(), objects)
            .with(scene.clock, new FileIds(scene.clock, new Random(3)));
    private final Storage storage = unchecked.with(new SignatureDetector(), ContentCheck.STRICT);

    @Test
    void whatIsWhatItWasPromisedToBeBecomesReady() {
        FileRecord file = uploaded("logo.png", "image/png", "png");
        assertThat(storage.completeUpload(ANN_ALONE, file.id()).isReady()).isTrue();
        assertThat(bucketCalls()).containsExactly("signUpload", "stat", "readStart");
    }

    @Test
    void aPageInTheNameOfAPictureGoesRecordAndObject() {
        FileRecord file = uploaded("logo.png", "image/png", "html");
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.ContentMismatch.class);
        assertGone(file);
    }

    @Test
    void listingAndOpeningDoNotServeItEither() {
        FileRecord listed = uploaded("a.png", "image/png", "html");
        FileRecord good = uploaded("b.png", "image/png", "png");
        assertThat(storage.listFiles(ANN_ALONE, FileQuery.newest(10)).files())
                .extracting(FileRecord::id)
                .containsExactly(good.id());
        assertGone(listed);

        FileRecord opened = uploaded("c.png", "image/png", "pdf");
        assertThatThrownBy(() -> storage.openDownload(ANN_ALONE, opened.id(), Disposition.INLINE, Scene.LIFE))
                .isInstanceOf(StorageException.ContentMismatch.class);
        assertGone(opened);
    }

    @Test
    void theSweepDoesNotMakeItReadyEither() {
        FileRecord page = uploaded("a.png", "image/png", "html");
        FileRecord picture = uploaded("b.png", "image/png", "png");
        scene.clock.advance(Duration.ofHours(1));
        Swept swept = new Sweep(scene.records, scene.records.tombstones(), scene.records.ledger(), objects, scene.clock)
                .with(new SignatureDetector(), ContentCheck.STRICT)
                .once();
        assertThat(swept.ready()).isEqualTo(1);
        assertThat(swept.abandoned()).isEqualTo(1);
        assertGone(page);
        assertThat(storage.file(ANN_ALONE, picture.id()).isReady()).isTrue();
    }

    @Test
    void aRepairDoesNotMakeItReadyEither() {
        FileRecord page = uploaded("a.png", "image/png", "html");
        scene.clock.advance(Duration.ofDays(2));
        assertThat(repair(0).repair(Kind.OVERDUE, page.key()).outcome()).isEqualTo(Outcome.LEFT);
        scene.unchanged(page);
        assertThat(repair(1).repair(Kind.OVERDUE, page.key()).outcome()).isEqualTo(Outcome.RECORD_REMOVED);
        assertGone(page);
    }

    @Test
    void whatBrowsersOnlySaveCostsNoCall() {
        FileRecord file = uploaded("a.zip", "application/zip", "html");
        assertThat(storage.completeUpload(ANN_ALONE, file.id()).isReady()).isTrue();
        assertThat(bucketCalls()).containsExactly("signUpload", "stat");
    }

    @Test
    void withoutADetectorNothingIsRead() {
        FileRecord file = uploaded("logo.png", "image/png", "html");
        assertThat(unchecked.completeUpload(ANN_ALONE, file.id()).isReady()).isTrue();
        assertThat(bucketCalls()).containsExactly("signUpload", "stat");
    }

    @Test
    void whatHasAnotherSizeIsNotReadAtAll() {
        FileRecord file = uploaded("logo.png", "image/png", "png");
        scene.objects.put(file.key(), "image/png", new byte[3]);
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.UploadMismatch.class);
        assertThat(bucketCalls()).doesNotContain("readStart");
    }

    @Test
    void whileTheBucketIsDownTheFileStaysPending() {
        FileRecord file = uploaded("logo.png", "image/png", "html");
        faults.plan(Fault.FAIL_BEFORE.on(ObjectStore.class, "readStart"));
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.Unavailable.class);
        scene.unchanged(file);
        assertThat(scene.inBucket(file)).isTrue();
    }

    @Test
    void whatIsReplacedBetweenTheTwoLooksStaysPending() {
        FileRecord file = uploaded("logo.png", "image/png", "png");
        byte[] other = ContentSamples.of("png");
        other[other.length - 1] = 0;
        faults.plan(Fault.after(look -> scene.objects.put(file.key(), "image/png", other))
                .on(ObjectStore.class, "stat", 1));
        assertThatThrownBy(() -> storage.completeUpload(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.NotUploaded.class);
        scene.unchanged(file);
    }

    @Test
    void aNameThatPromisesAPageIsRefusedBeforeAnythingIsSigned() {
        Content picture = new Content(new MediaType("image/png"), 10);
        assertThatThrownBy(() -> storage.startUpload(ANN_ALONE, new FileName("logo.html"), picture))
                .isInstanceOf(StorageException.Invalid.class)
                .hasMessageStartingWith("fileName ends in .html");
        assertThat(bucketCalls()).isEmpty();
        assertThat(scene.records
                        .firstPage(ANN_ALONE.context(), FileQuery.newest(1), ANN_ALONE.user(), 10)
                        .pending())
                .isEmpty();
    }

    @Test
    void aDrawingIsNoPictureUnlessItIsNamed() {
        Content drawing = new Content(new MediaType("image/svg+xml"), 10);
        FileName name = new FileName("drawing.svg");
        assertThatThrownBy(() -> storage.with(UploadLimits.upTo(100, "image/*")).startUpload(ANN_ALONE, name, drawing))
                .isInstanceOf(StorageException.TypeNotAllowed.class)
                .hasMessageContaining("where SVG would have to be named");
        UploadLimits named = UploadLimits.upTo(100, "image/*", "image/svg+xml");
        assertThat(storage.with(named)
                        .startUpload(ANN_ALONE, name, drawing)
                        .file()
                        .isReady())
                .isFalse();
    }

    private Repair repair(long maxDeletes) {
        return new Repair(
                        scene.records,
                        scene.records.tombstones(),
                        scene.records.ledger(),
                        objects,
                        new FileIds(scene.clock, new Random(4)),
                        scene.clock,
                        new Repair.Rules(Duration.ofDays(1), maxDeletes, Orphans.KEEP))
                .with(new SignatureDetector(), ContentCheck.STRICT);
    }

    private FileRecord uploaded(String name, String type, String sample) {
        byte[] bytes = ContentSamples.of(sample);
        scene.clock.advance(Duration.ofMillis(1));
        SignedFile started =
                storage.startUpload(ANN_ALONE, new FileName(name), new Content(new MediaType(type), bytes.length));
        assertThat(scene.objects.send(started.request(), bytes).status()).isEqualTo(200);
        return started.file();
    }

    private void assertGone(FileRecord file) {
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.inBucket(file)).isFalse();
        assertThat(scene.tombstone(file))
                .hasValueSatisfying(left -> assertThat(left.objectRemoved()).isTrue());
    }

    private List<String> bucketCalls() {
        return faults.calls().stream().map(Call::method).toList();
    }
}
