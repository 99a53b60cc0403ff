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
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import dev.orgstorage.testkit.SignatureDetector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenameFileTest {
    private static final FileName RENAMED = new FileName("Grüße.txt");

    private final Scene scene = new Scene();

    @Test
    void theNameAndTheTimeChangeAndNothingElse() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofMinutes(1));
        FileRecord renamed = scene.storage.renameFile(ANN_ALONE, file.id(), RENAMED);
        assertThat(renamed).isEqualTo(file.named(RENAMED, scene.clock.instant()));
        scene.unchanged(renamed);
        assertThat(scene.listed(ANN_ALONE)).containsExactly(renamed);
        assertThat(scene.storage
                        .listFiles(ANN_ALONE, new FileQuery(10, null, "grüße", null))
                        .files())
                .containsExactly(renamed);
    }

    @Test
    void aDownloadHasTheNewNameAndTheObjectTheOldOne() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.storage.renameFile(ANN_ALONE, file.id(), RENAMED);
        Answer answer = scene.objects.send(scene.open(ANN_ALONE, file.id()).request(), new byte[0]);
        assertThat(answer.header("content-disposition"))
                .contains(ContentDisposition.of(Disposition.ATTACHMENT, RENAMED));
        assertThat(scene.objects.stat(file.key()).orElseThrow().metadata())
                .containsEntry(ObjectMetadata.NAME, file.name().value());
    }

    @Test
    void sayingItAgainChangesNothing() {
        FileRecord file = scene.ready(ANN_ALONE);
        FileRecord renamed = scene.storage.renameFile(ANN_ALONE, file.id(), RENAMED);
        scene.clock.advance(Duration.ofMinutes(1));
        assertThat(scene.storage.renameFile(ANN_ALONE, file.id(), RENAMED)).isEqualTo(renamed);
        scene.unchanged(renamed);
    }

    @Test
    void whatIsPendingKeepsTheNameThatItsObjectWillHave() {
        SignedFile started = scene.start(ANN_AT_ACME);
        for (Caller caller : new Caller[] {ANN_AT_ACME, Caller.in(ACME, BOB, Role.ADMIN)}) {
            assertThatThrownBy(() ->
                            scene.storage.renameFile(caller, started.file().id(), RENAMED))
                    .isInstanceOf(StorageException.NotUploaded.class);
        }
        scene.unchanged(started.file());
    }

    @Test
    void whatOneUploadedWithoutSayingSoIsReadyAndRenamed() {
        FileRecord file = scene.upload(ANN_AT_ACME);
        Caller admin = Caller.in(ACME, BOB, Role.ADMIN);
        assertThatThrownBy(() -> scene.storage.renameFile(admin, file.id(), RENAMED))
                .isInstanceOf(StorageException.NotUploaded.class);
        FileRecord renamed = scene.storage.renameFile(ANN_AT_ACME, file.id(), RENAMED);
        assertThat(renamed.isReady()).isTrue();
        assertThat(renamed.name()).isEqualTo(RENAMED);
        scene.unchanged(renamed);
    }

    @Test
    void anUnknownFileAndAnothersAndOneOfAnotherContextAreAnsweredAlike() {
        for (Caller owner : EVERYBODY) {
            FileRecord file = scene.ready(owner);
            for (Caller caller : EVERYBODY) {
                if (!caller.context().equals(owner.context())) {
                    notFound(() -> scene.storage.renameFile(caller, file.id(), RENAMED));
                }
            }
            notFound(() -> scene.storage.renameFile(owner, unknownId(), RENAMED));
            scene.unchanged(file);
        }
    }

    @Test
    void membersRenameWhatTheyUploadedAndAdminsAndOwnersAnything() {
        FileRecord bobs = scene.ready(BOB_AT_ACME);
        for (Caller caller : new Caller[] {ANN_AT_ACME, Caller.in(ACME, BOB, Role.VIEWER)}) {
            assertThatThrownBy(() -> scene.storage.renameFile(caller, bobs.id(), RENAMED))
                    .isInstanceOf(StorageException.Forbidden.class)
                    .hasMessageContaining("RENAME");
        }
        scene.unchanged(bobs);
        int i = 0;
        for (Caller caller :
                new Caller[] {BOB_AT_ACME, Caller.in(ACME, ANN, Role.ADMIN), Caller.in(ACME, ANN, Role.OWNER)}) {
            FileName name = new FileName("version " + i++);
            assertThat(scene.storage.renameFile(caller, bobs.id(), name).name()).isEqualTo(name);
        }
    }

    @Test
    void bySettingAnyMemberRenamesAnything() {
        FileRecord bobs = scene.ready(BOB_AT_ACME);
        Storage open = scene.storage.with(AccessPolicy.standardWithMembersDeleting());
        assertThat(open.renameFile(ANN_AT_ACME, bobs.id(), RENAMED).name()).isEqualTo(RENAMED);
        assertThatThrownBy(() -> open.renameFile(Caller.in(ACME, ANN, Role.VIEWER), bobs.id(), RENAMED))
                .isInstanceOf(StorageException.Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, photo.html, false",
        "image/png, photo.svg., false",
        "text/plain, run.exe, false",
        "image/png, photo.txt, true",
        "text/html, page.html, true",
        "application/zip, setup.exe, true"
    })
    void aNameMustNotPromiseWhatTheTypeIsNot(String type, String name, boolean taken) {
        Content content = new Content(new MediaType(type), hello().length);
        SignedFile started = scene.storage.startUpload(ANN_ALONE, new FileName("file"), content);
        scene.objects.send(started.request(), hello());
        FileRecord file = scene.storage.completeUpload(ANN_ALONE, started.file().id());
        Storage strict = scene.storage.with(new SignatureDetector(), ContentCheck.STRICT);
        if (taken) {
            strict.renameFile(ANN_ALONE, file.id(), new FileName(name));
        } else {
            assertThatThrownBy(() -> strict.renameFile(ANN_ALONE, file.id(), new FileName(name)))
                    .isInstanceOfSatisfying(
                            StorageException.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("fileName"));
            scene.unchanged(file);
        }
        strict.with(new SignatureDetector(), ContentCheck.OFF).renameFile(ANN_ALONE, file.id(), new FileName(name));
    }

    @Test
    void whatIsDeletedOrGivenAwayMeanwhileIsNotRenamed() {
        FileRecord deleted = scene.ready(ANN_ALONE);
        FileRecord given = scene.ready(ANN_ALONE);
        notFound(() -> meanwhile(() -> scene.storage.deleteFile(ANN_ALONE, deleted.id()))
                .renameFile(ANN_ALONE, deleted.id(), RENAMED));
        assertThat(scene.recorded(deleted)).isFalse();
        TransferFiles transfer = new TransferFiles(scene.records, scene.records.owners(), scene.clock);
        notFound(() -> meanwhile(() -> transfer.transfer(Owner.of(ANN), given.id(), Owner.of(ACME)))
                .renameFile(ANN_ALONE, given.id(), RENAMED));
        assertThat(scene.storage.file(ANN_AT_ACME, given.id()).name()).isEqualTo(given.name());
    }

    /** Where something happens between the look and the change. */
    private Storage meanwhile(Runnable event) {
        Faults faults = new Faults(Fault.before(call -> event.run()).on(FileRecords.class, "rename"));
        FileRecords records = faults.around(FileRecords.class, scene.records);
        return Storage.over(records, scene.records.tombstones(), scene.objects);
    }
}
