package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.hello;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import dev.orgstorage.usecase.ImportObjects.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An import while users upload and delete, and other imports run. */
class ImportBesideServersTest {
    private static final ObjectKey OLD = new ObjectKey("uploads/orgs/org_acme/1700000000000-old.txt");

    private final Scene scene = new Scene();
    private final FileIds ids = new FileIds(scene.clock, new Random(31));

    @Test
    void readyFilesAreLeftAsTheyAre() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        assertThat(Imports.all(importing())).containsExactly(alreadyThere(file));
        scene.unchanged(file);
    }

    @Test
    void anUploadUnderWayIsLeftToItsUploader() {
        FileRecord pending = scene.upload(ANN_AT_ACME);
        assertThat(Imports.all(importing())).containsExactly(alreadyThere(pending));
        scene.unchanged(pending);
        assertThat(scene.storage.completeUpload(ANN_AT_ACME, pending.id()).isReady())
                .isTrue();
    }

    @Test
    void aDeletedFileWhoseObjectIsLeftDoesNotComeBack() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        scene.objects.undeletable(file.key(), true);
        scene.storage.deleteFile(ANN_AT_ACME, file.id());
        assertThat(Imports.all(importing()))
                .containsExactly(
                        new Result(file.key(), Outcome.DELETED, "It was deleted, and its object is about to go"));
        assertThat(scene.records.all()).isEmpty();
        scene.objects.undeletable(file.key(), false);
        new Sweep(scene.records, scene.records.tombstones(), scene.records.ledger(), scene.objects, scene.clock).once();
        assertThat(scene.inBucket(file)).isFalse();
        assertThat(Imports.all(importing())).isEmpty();
    }

    @Test
    void aFileThatAnotherImportBroughtAndAUserDeletedMeanwhileDoesNotComeBack() {
        scene.objects.put(OLD, "text/plain", hello());
        Ledger late = new LedgerBut(scene.records.ledger()) {
            @Override
            public Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready) {
                Imports.all(importing());
                scene.storage.deleteFile(Caller.in(Scene.ACME, Scene.BOB, Role.ADMIN), OLD);
                return super.adopt(ready);
            }
        };
        assertThat(Imports.all(importing(scene.objects, late)))
                .extracting(Result::outcome)
                .containsExactly(Outcome.DELETED);
        assertThat(scene.records.all()).isEmpty();
    }

    @Test
    void anObjectThatGoesAfterItWasListedIsSaidToBeGone() {
        scene.objects.put(OLD, "text/plain", hello());
        ObjectStore vanishing = new BucketBut(scene.objects) {
            @Override
            public Optional<StoredObject> stat(ObjectKey key) {
                scene.objects.delete(key);
                return super.stat(key);
            }
        };
        assertThat(Imports.all(importing(vanishing, scene.records.ledger())))
                .containsExactly(new Result(OLD, Outcome.GONE, "There is no such object (any more)"));
        assertThat(scene.records.all()).isEmpty();
    }

    @Test
    void anObjectReplacedAfterItWasListedIsRecordedAsItWasSeenLast() {
        scene.objects.put(OLD, "text/plain", hello());
        ObjectStore changing = new BucketBut(scene.objects) {
            @Override
            public Optional<StoredObject> stat(ObjectKey key) {
                scene.objects.put(key, "image/png", new byte[3]);
                return super.stat(key);
            }
        };
        Imports.all(importing(changing, scene.records.ledger()));
        FileRecord file = scene.records.ledger().find(OLD).orElseThrow();
        assertThat(file.content().size()).isEqualTo(3);
        assertThat(file.content().type()).hasToString("image/png");
    }

    @Test
    void anImportedFileIsLikeAnyOther() {
        scene.objects.put(OLD, "text/plain", hello());
        Imports.all(importing());
        assertThat(scene.listed(BOB_AT_ACME)).hasSize(1);
        assertThat(scene.listed(ANN_ALONE)).isEmpty();
        SignedFile opened = scene.open(BOB_AT_ACME, OLD);
        assertThat(scene.objects.send(opened.request(), new byte[0]).body()).isEqualTo(hello());
        scene.storage.deleteFile(Caller.in(Scene.ACME, Scene.ANN, Role.OWNER), OLD);
        assertThat(scene.inBucket(opened.file())).isFalse();
    }

    @Test
    void anOrganizationsFileWhoseUploaderTheHostHasErasedComesBackWithoutThem() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        Imports fresh = new Imports();
        assertThat(Imports.all(new ImportObjects(scene.objects, knowingNotAnn(fresh), fresh.ids)))
                .containsExactly(new Result(file.key(), Outcome.IMPORTED, ""));
        FileRecord back = fresh.record(file.key());
        assertThat(back.uploader()).isNull();
        assertThat(back.id()).isEqualTo(file.id());
        assertThat(back.owner()).isEqualTo(Owner.of(Scene.ACME));
    }

    @Test
    void aFileWhoseOwnerTheHostHasErasedIsLeft() {
        FileRecord file = scene.ready(ANN_ALONE);
        FileRecord other = scene.ready(Scene.BOB_ALONE);
        Imports fresh = new Imports();
        assertThat(Imports.all(new ImportObjects(scene.objects, knowingNotAnn(fresh), fresh.ids)))
                .containsExactly(
                        new Result(file.key(), Outcome.UNKNOWN_OWNER, "The host knows no such owner (any more)"),
                        new Result(other.key(), Outcome.IMPORTED, ""));
        assertThat(fresh.records.all()).hasSize(1);
    }

    @Test
    void importsAtTheSameTimeShareTheWorkAndAddEachFileOnce() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            scene.objects.put(new ObjectKey("uploads/orgs/org_acme/" + (10_000 + i)), "text/plain", new byte[0]);
        }
        List<Callable<List<Result>>> imports =
                List.of(() -> Imports.all(importing()), () -> Imports.all(importing()), () -> Imports.all(importing()));
        List<Result> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Result>> done : threads.invokeAll(imports)) {
                results.addAll(done.get());
            }
        }
        assertThat(Imports.keys(results, Outcome.IMPORTED)).hasSize(3_000).doesNotHaveDuplicates();
        assertThat(Imports.keys(results, Outcome.ALREADY_THERE)).hasSize(6_000);
        assertThat(scene.records.all())
                .hasSize(3_000)
                .allMatch(file -> file.owner().equals(Owner.of(Scene.ACME)));
    }

    /** Empty records, linked with a host's users, of whom Ann is none. */
    private static Ledger knowingNotAnn(Imports fresh) {
        return new LedgerBut(fresh.records.ledger()) {
            @Override
            public Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready) {
                Map<ObjectKey, Adoption> adoptions = new HashMap<>();
                for (FileRecord file : ready) {
                    boolean names =
                            Scene.ANN.equals(file.uploader()) || file.owner().equals(Owner.of(Scene.ANN));
                    adoptions.putAll(names ? Map.of(file.key(), Adoption.UNKNOWN_OWNER) : super.adopt(List.of(file)));
                }
                return adoptions;
            }
        };
    }

    private ImportObjects importing() {
        return importing(scene.objects, scene.records.ledger());
    }

    private ImportObjects importing(ObjectStore bucket, Ledger ledger) {
        return new ImportObjects(bucket, ledger, ids);
    }

    private static Result alreadyThere(FileRecord file) {
        return new Result(file.key(), Outcome.ALREADY_THERE, "It has a record");
    }
}
