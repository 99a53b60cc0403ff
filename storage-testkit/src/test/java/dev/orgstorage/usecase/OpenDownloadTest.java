package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.EVERYBODY;
import static dev.orgstorage.usecase.Scene.LIFE;
import static dev.orgstorage.usecase.Scene.hello;
import static dev.orgstorage.usecase.Scene.notFound;
import static dev.orgstorage.usecase.Scene.unknownId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.testkit.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenDownloadTest {
    private final Scene scene = new Scene();

    @Test
    void aFileComesBackByteForByteUnderItsOwnName() {
        FileRecord file = scene.ready(ANN_ALONE);
        for (SignedFile opened :
                new SignedFile[] {scene.open(ANN_ALONE, file.id()), scene.open(ANN_ALONE, file.key())}) {
            assertThat(opened.file()).isEqualTo(file);
            Answer answer = scene.objects.send(opened.request(), new byte[0]);
            assertThat(answer.body()).isEqualTo(hello());
            assertThat(answer.header("content-disposition")).contains("attachment; filename=\"hello.txt\"");
            assertThat(answer.header("content-type")).contains("text/plain");
        }
    }

    @Test
    void aDownloadUrlDiesWithItsLife() {
        SignedFile opened = scene.open(ANN_ALONE, scene.ready(ANN_ALONE).id());
        assertThat(opened.request().life()).isEqualTo(LIFE);
        scene.clock.advance(LIFE.plusMillis(1));
        assertThat(scene.objects.send(opened.request(), new byte[0]).status()).isEqualTo(403);
    }

    @Test
    void aLifeThatNoBucketSignsIsRefused() {
        FileRecord file = scene.ready(ANN_ALONE);
        for (Duration life : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(8)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scene.storage.openDownload(ANN_ALONE, file.id(), Disposition.ATTACHMENT, life));
        }
    }

    @Test
    void onlyWhatIsSafeIsShownInPlace() {
        assertThat(inPlace("text/plain")).isEqualTo("inline; filename=\"a\"");
        assertThat(inPlace("text/html")).isEqualTo("attachment; filename=\"a\"");
        assertThat(inPlace("image/svg+xml")).isEqualTo("attachment; filename=\"a\"");
    }

    @Test
    void anUnknownFileAndAnothersAndOneOfAnotherContextAreAnsweredAlike() {
        for (Caller owner : EVERYBODY) {
            FileRecord file = scene.ready(owner);
            for (Caller caller : EVERYBODY) {
                if (!caller.context().equals(owner.context())) {
                    notFound(() -> scene.open(caller, file.id()));
                    notFound(() -> scene.open(caller, file.key()));
                    notFound(() -> scene.storage.file(caller, file.id()));
                    notFound(() -> scene.storage.file(caller, file.key()));
                }
            }
            notFound(() -> scene.open(owner, unknownId()));
            notFound(() -> scene.open(owner, new ObjectKey(ObjectKey.prefixOf(file.owner()))));
            notFound(() -> scene.storage.file(owner, unknownId()));
            scene.unchanged(file);
        }
    }

    @Test
    void everyRoleReadsWhatAnybodyInTheOrganizationUploaded() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        for (Role role : Role.values()) {
            Caller bob = Caller.in(ACME, BOB, role);
            assertThat(scene.open(bob, file.id()).file()).isEqualTo(file);
            assertThat(scene.storage.file(bob, file.key())).isEqualTo(file);
        }
    }

    @Test
    void aPolicyThatHidesAFileMakesItUnknown() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        Storage onlyOwn = scene.storage.with(
                (caller, action, owner, of) -> of == null || caller.user().equals(of.uploader()));
        notFound(() -> onlyOwn.openDownload(BOB_AT_ACME, file.id(), Disposition.INLINE, LIFE));
        notFound(() -> onlyOwn.file(BOB_AT_ACME, file.id()));
        assertThat(onlyOwn.file(ANN_AT_ACME, file.id())).isEqualTo(file);
    }

    @Test
    void whatWasUploadedWithoutSayingSoIsOpened() {
        FileRecord pending = scene.upload(ANN_ALONE);
        SignedFile opened = scene.open(ANN_ALONE, pending.id());
        assertThat(opened.file().isReady()).isTrue();
        assertThat(scene.records.all()).containsExactly(opened.file());
        assertThat(scene.objects.send(opened.request(), new byte[0]).body()).isEqualTo(hello());
    }

    @Test
    void openingOneFileSettlesNoOther() {
        FileRecord other = scene.upload(ANN_ALONE);
        FileRecord wanted = scene.upload(ANN_ALONE);
        assertThat(scene.open(ANN_ALONE, wanted.id()).file().isReady()).isTrue();
        scene.unchanged(other);
    }

    @Test
    void anUploadUnderWayCannotBeOpenedButLookedAt() {
        FileRecord pending = scene.start(ANN_ALONE).file();
        assertThatThrownBy(() -> scene.open(ANN_ALONE, pending.id())).isInstanceOf(StorageException.NotUploaded.class);
        assertThat(scene.storage.file(ANN_ALONE, pending.id())).isEqualTo(pending);
        scene.unchanged(pending);
    }

    @Test
    void whatIsNotWhatWasPromisedIsNeverServed() {
        FileRecord altered = scene.altered(ANN_ALONE, "text/html", "hello world");
        assertThatThrownBy(() -> scene.open(ANN_ALONE, altered.id()))
                .isInstanceOf(StorageException.UploadMismatch.class);
        assertThat(scene.recorded(altered)).isFalse();
        assertThat(scene.inBucket(altered)).isFalse();
    }

    @Test
    void signingWorksWhileTheBucketIsDownOnceNothingCanArriveAnyMore() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofHours(7));
        scene.objects.down(true);
        SignedFile opened = scene.open(ANN_ALONE, file.id());
        scene.objects.down(false);
        assertThat(scene.objects.send(opened.request(), new byte[0]).body()).isEqualTo(hello());
    }

    @Test
    void aPendingFileStaysPendingWhileTheBucketIsDown() {
        FileRecord pending = scene.upload(ANN_ALONE);
        scene.objects.down(true);
        assertThatThrownBy(() -> scene.open(ANN_ALONE, pending.id())).isInstanceOf(StorageException.Unavailable.class);
        scene.unchanged(pending);
    }

    @Test
    void withoutTheDatabaseNothingIsSigned() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.records.down(true);
        assertThatThrownBy(() -> scene.open(ANN_ALONE, file.id())).isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(() -> scene.storage.file(ANN_ALONE, file.id()))
                .isInstanceOf(StorageException.Unavailable.class);
    }

    private String inPlace(String type) {
        SignedFile started =
                scene.storage.startUpload(ANN_ALONE, new FileName("a"), new Content(new MediaType(type), 11));
        assertThat(scene.objects.send(started.request(), hello()).status()).isEqualTo(200);
        SignedFile opened = scene.storage.openDownload(ANN_ALONE, started.file().id(), Disposition.INLINE, LIFE);
        return scene.objects
                .send(opened.request(), new byte[0])
                .header("content-disposition")
                .orElseThrow();
    }
}
