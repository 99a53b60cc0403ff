package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.hello;
import static dev.orgstorage.usecase.Scene.notFound;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.DownloadCheck;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** A ready file is served as the one that was seen, or not at all. */
class PinnedObjectsTest {
    private static final Duration WRITABLE = Duration.ofHours(6).plusMinutes(10);

    private final Scene scene = new Scene();
    private final Faults faults = new Faults();
    private final Storage storage = Storage.over(
                    scene.records, scene.records.tombstones(), faults.around(ObjectStore.class, scene.objects))
            .with(scene.clock, new FileIds(scene.clock, new Random(2)));

    @Test
    void aFileWhoseObjectIsTheOneThatWasSeenIsServed() {
        FileRecord file = scene.ready(ANN_ALONE);
        assertThat(open(file).file()).isEqualTo(file);
        assertThat(faults.calls()).extracting(Call::method).containsExactly("stat", "signDownload");
    }

    @Test
    void oneWithOtherBytesOfTheSameLengthIsNotServed() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.objects.put(file.key(), "text/plain", "HELLO WORLD".getBytes(UTF_8));
        refused(file).hasMessageContaining("is not the one that was uploaded any more");
        scene.unchanged(file);
    }

    @Test
    void oneThatIsGoneIsNotServed() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.objects.delete(file.key());
        refused(file).hasMessageContaining("is gone from the bucket");
        scene.unchanged(file);
    }

    @Test
    void oneThatIsPutBackIsServedAgain() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.objects.delete(file.key());
        refused(file);
        scene.objects.put(file.key(), "text/plain", hello());
        assertThat(open(file).file()).isEqualTo(file);
    }

    @Test
    void itIsLookedAtAsLongAsAnUploadUrlCouldStillBringBytes() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.clock.set(file.createdAt().plus(WRITABLE).minusMillis(1));
        open(file);
        assertThat(faults.calls()).extracting(Call::method).contains("stat");

        scene.clock.advance(Duration.ofMillis(1));
        faults.clear();
        open(file);
        assertThat(faults.calls()).extracting(Call::method).containsExactly("signDownload");
    }

    @Test
    void whatOnlyAHolderOfTheBucketsKeysCanHaveReplacedIsServedUnlessAlwaysLookedAt() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofDays(30));
        scene.objects.put(file.key(), "text/plain", "HELLO WORLD".getBytes(UTF_8));
        open(file);

        Storage always = storage.with(DownloadCheck.ALWAYS);
        assertThatThrownBy(() -> always.openDownload(ANN_ALONE, file.id(), Disposition.INLINE, Scene.LIFE))
                .isInstanceOf(StorageException.Altered.class);
        assertThat(always.signDownloads(List.of(file)).files()).isEmpty();
        assertThat(always.with(DownloadCheck.FRESH).signDownloads(List.of(file)).files())
                .hasSize(1);
    }

    @Test
    void reconcileReportsItEitherWay() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofDays(30));
        scene.objects.put(file.key(), "text/plain", "HELLO WORLD".getBytes(UTF_8));
        List<Difference> found = new ArrayList<>();
        new Reconcile(scene.records.ledger(), scene.records.tombstones(), scene.objects, scene.clock)
                .compare("", found::add);
        assertThat(Differences.named(found)).containsExactly(Differences.name(Difference.Kind.ALTERED, file.key()));
    }

    @Test
    void whatIsMadeReadyByOpeningItIsLookedAtOnce() {
        FileRecord pending = scene.upload(ANN_ALONE);
        open(pending);
        assertThat(faults.calls())
                .filteredOn(call -> call.method().equals("stat"))
                .hasSize(1);
    }

    @Test
    void whileTheBucketIsDownAFreshFileIsNotServed() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.objects.down(true);
        assertThatThrownBy(() -> open(file)).isInstanceOf(StorageException.Unavailable.class);
        assertThat(storage.signDownloads(List.of(file)).files()).isEmpty();
        assertThat(storage.signDownloads(List.of(file)).altered()).isEmpty();
    }

    @Test
    void oneThatIsDeletedOrGivenAwayMeanwhileIsNotFoundRatherThanAltered() {
        FileRecord deleted = scene.ready(ANN_ALONE);
        faults.plan(Fault.before(look -> scene.storage.deleteFile(ANN_ALONE, deleted.id()))
                .on(ObjectStore.class, "stat"));
        notFound(() -> open(deleted));
    }

    @Test
    void ofAListOnlyWhatIsUnchangedIsSigned() {
        FileRecord old = scene.ready(ANN_ALONE);
        scene.clock.advance(WRITABLE);
        List<FileRecord> fresh =
                Stream.generate(() -> scene.ready(ANN_ALONE)).limit(40).toList();
        FileRecord altered = fresh.get(7);
        FileRecord gone = fresh.get(30);
        scene.objects.put(altered.key(), "text/plain", "HELLO WORLD".getBytes(UTF_8));
        scene.objects.delete(gone.key());

        SignedFiles signed = storage.signDownloads(
                Stream.concat(Stream.of(old), fresh.stream()).toList());
        List<FileId> served = Stream.concat(Stream.of(old), fresh.stream())
                .filter(file -> !file.equals(altered) && !file.equals(gone))
                .map(FileRecord::id)
                .toList();
        assertThat(signed.records()).extracting(FileRecord::id).isEqualTo(served);
        assertThat(signed.altered())
                .extracting(Throwable::getMessage)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains(altered.id().toString()),
                        message -> assertThat(message).contains(gone.id().toString()));
        assertThat(faults.calls())
                .filteredOn(call -> call.method().equals("stat"))
                .hasSize(40);
    }

    @Test
    void aTransferredFileIsStillLookedAtByTheAgeOfItsUpload() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        FileRecord given = file.ownedBy(Owner.of(ANN), scene.clock.instant().plus(WRITABLE));
        scene.clock.advance(WRITABLE);
        assertThat(storage.signDownloads(List.of(given)).files()).hasSize(1);
        assertThat(faults.calls()).extracting(Call::method).containsExactly("signDownload");
    }

    private SignedFile open(FileRecord file) {
        return storage.openDownload(ANN_ALONE, file.id(), Disposition.ATTACHMENT, Scene.LIFE);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(FileRecord file) {
        return assertThatThrownBy(() -> open(file))
                .isInstanceOf(StorageException.Altered.class)
                .hasMessageContaining(file.id().toString());
    }
}
