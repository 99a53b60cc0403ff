package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.ANN_AT_GLOBEX;
import static dev.orgstorage.usecase.Scene.BOB;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.testkit.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ListFilesTest {
    private final Scene scene = new Scene();
    private final Faults asked = new Faults();
    private final Storage watched = Storage.over(
                    asked.around(FileRecords.class, scene.records),
                    scene.records.tombstones(),
                    asked.around(ObjectStore.class, scene.objects))
            .with(scene.clock, new FileIds(scene.clock, new Random(1)));

    @Test
    void everyContextShowsItsOwnFilesAndNoOthers() {
        List<FileRecord> files = EVERYBODY.stream().map(scene::ready).toList();
        for (Caller caller : EVERYBODY) {
            assertThat(scene.listed(caller))
                    .isNotEmpty()
                    .containsExactlyElementsOf(files.reversed().stream()
                            .filter(file -> file.owner().equals(caller.context()))
                            .toList());
        }
    }

    @Test
    void switchingTheContextChangesTheList() {
        FileRecord own = scene.ready(ANN_ALONE);
        FileRecord acmes = scene.ready(ANN_AT_ACME);
        FileRecord globexs = scene.ready(ANN_AT_GLOBEX);
        assertThat(scene.listed(ANN_ALONE)).containsExactly(own);
        assertThat(scene.listed(ANN_AT_ACME)).containsExactly(acmes);
        assertThat(scene.listed(ANN_AT_GLOBEX)).containsExactly(globexs);
    }

    @Test
    void everyRoleReads() {
        FileRecord file = scene.ready(ANN_AT_ACME);
        for (Role role : Role.values()) {
            assertThat(scene.listed(Caller.in(ACME, BOB, role))).containsExactly(file);
        }
    }

    @Test
    void thePageIsAskedForAgainOnlyIfSomethingHasArrived() {
        scene.start(ANN_ALONE);
        assertThat(watched.listFiles(ANN_ALONE, FileQuery.newest(9)).files()).isEmpty();
        assertThat(askedOfTheRecords()).containsExactly("firstPage");
        asked.clear();
        FileRecord arrived = scene.upload(ANN_ALONE);
        assertThat(watched.listFiles(ANN_ALONE, FileQuery.newest(9)).files())
                .extracting(FileRecord::id)
                .containsExactly(arrived.id());
        assertThat(askedOfTheRecords()).containsExactly("firstPage", "markReady", "list");
    }

    @Test
    void aCursorStandsWhereItStoodWhateverComesAndGoes() {
        List<FileRecord> files = newestFirst(5);
        FilePage first = scene.storage.listFiles(ANN_ALONE, FileQuery.newest(2));
        assertThat(first.files()).containsExactlyElementsOf(files.subList(0, 2));

        scene.ready(ANN_ALONE);
        scene.storage.deleteFile(ANN_ALONE, files.get(1).id());
        FilePage second = scene.storage.listFiles(ANN_ALONE, FileQuery.newest(2).after(first.next()));
        assertThat(second.files()).containsExactlyElementsOf(files.subList(2, 4));
        FilePage third = scene.storage.listFiles(ANN_ALONE, FileQuery.newest(2).after(second.next()));
        assertThat(third).isEqualTo(new FilePage(files.subList(4, 5), null));
    }

    @Test
    void aCursorOfAnotherContextOpensNothingOfIt() {
        newestFirst(2);
        FileRecord acmes = scene.ready(ANN_AT_ACME);
        newestFirst(2);
        FilePage page = scene.storage.listFiles(ANN_ALONE, FileQuery.newest(1));
        assertThat(scene.storage
                        .listFiles(ANN_AT_ACME, FileQuery.newest(10).after(page.next()))
                        .files())
                .containsExactly(acmes);
    }

    @Test
    void whatTheCallerUploadedWithoutSayingSoIsListed() {
        FileRecord file = scene.upload(ANN_ALONE);
        assertThat(scene.listed(ANN_ALONE)).extracting(FileRecord::id).containsExactly(file.id());
        assertThat(scene.records.all()).allMatch(FileRecord::isReady);
    }

    @Test
    void onlyTheCallersOwnUploadsOfThisContextAreSettled() {
        FileRecord colleagues = scene.upload(BOB_AT_ACME);
        FileRecord alone = scene.upload(ANN_ALONE);
        FileRecord elsewhere = scene.upload(ANN_AT_GLOBEX);
        assertThat(scene.listed(ANN_AT_ACME)).isEmpty();
        for (FileRecord untouched : List.of(colleagues, alone, elsewhere)) {
            scene.unchanged(untouched);
        }
    }

    @Test
    void anUploadUnderWayIsNotListedAndStaysPending() {
        FileRecord file = scene.start(ANN_ALONE).file();
        assertThat(scene.listed(ANN_ALONE)).isEmpty();
        scene.unchanged(file);
    }

    @Test
    void anUploadThatIsNotWhatWasPromisedIsNotListedAndGoes() {
        FileRecord altered = scene.altered(ANN_ALONE, "text/plain", "hello");
        FileRecord good = scene.upload(ANN_ALONE);
        assertThat(scene.listed(ANN_ALONE)).extracting(FileRecord::id).containsExactly(good.id());
        assertThat(scene.recorded(altered)).isFalse();
        assertThat(scene.inBucket(altered)).isFalse();
    }

    @Test
    void sixteenUploadsAreSettledAtATimeTheNewestFirst() {
        List<FileId> uploaded = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            uploaded.addFirst(scene.upload(ANN_ALONE).id());
        }
        assertThat(scene.listed(ANN_ALONE))
                .extracting(FileRecord::id)
                .containsExactlyElementsOf(uploaded.subList(0, 16));
        assertThat(scene.listed(ANN_ALONE)).extracting(FileRecord::id).containsExactlyElementsOf(uploaded);
    }

    @Test
    void everyListingLooksForAnUploadOfTheLastSecond() {
        FileRecord pending = scene.start(ANN_ALONE).file();
        scene.clock.advance(Duration.ofMillis(999));
        for (int i = 0; i < 3; i++) {
            assertThat(looks(ANN_ALONE)).isOne();
        }
        scene.unchanged(pending);
    }

    @Test
    void whatDoesNotComeIsLookedForAgainWhenItIsTwiceAsOld() {
        scene.start(ANN_ALONE);
        scene.clock.advance(Duration.ofSeconds(6));
        assertThat(looks(ANN_ALONE)).isOne();
        assertThat(looks(ANN_ALONE)).isZero();
        scene.clock.advance(Duration.ofMillis(5_999));
        assertThat(looks(ANN_ALONE)).isZero();
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(looks(ANN_ALONE)).isOne();
        scene.clock.advance(Duration.ofMillis(11_999));
        assertThat(looks(ANN_ALONE)).isZero();
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(looks(ANN_ALONE)).isOne();
    }

    @Test
    void whatDoesNotComeForHoursIsLookedForOnceAMinute() {
        scene.start(ANN_ALONE);
        scene.clock.advance(Duration.ofHours(3));
        assertThat(looks(ANN_ALONE)).isOne();
        scene.clock.advance(Duration.ofMillis(59_999));
        assertThat(looks(ANN_ALONE)).isZero();
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(looks(ANN_ALONE)).isOne();
    }

    @Test
    void everyUploadHasItsOwnTime() {
        scene.start(ANN_ALONE);
        scene.clock.advance(Duration.ofHours(3));
        assertThat(looks(ANN_ALONE)).isOne();
        scene.start(ANN_ALONE);
        assertThat(looks(ANN_ALONE)).isOne();
    }

    @Test
    void aClockThatWasSetBackHoldsUpNoLook() {
        scene.start(ANN_ALONE);
        scene.clock.advance(Duration.ofHours(3));
        assertThat(looks(ANN_ALONE)).isOne();
        scene.clock.advance(Duration.ofHours(-2));
        assertThat(looks(ANN_ALONE)).isOne();
    }

    @Test
    void onlyTheFirstPageSettles() {
        newestFirst(2);
        FilePage first = scene.storage.listFiles(ANN_ALONE, FileQuery.newest(1));
        FileRecord pending = scene.upload(ANN_ALONE);
        scene.storage.listFiles(ANN_ALONE, FileQuery.newest(1).after(first.next()));
        scene.unchanged(pending);
    }

    @Test
    void aPolicyNarrowsWhatIsListed() {
        FileRecord bobs = scene.ready(BOB_AT_ACME);
        FileRecord anns = scene.ready(ANN_AT_ACME);
        Storage onlyOwn = scene.storage.with(
                (caller, action, owner, file) -> file == null || caller.user().equals(file.uploader()));
        assertThat(onlyOwn.listFiles(ANN_AT_ACME, FileQuery.newest(10)).files()).containsExactly(anns);
        FilePage page = onlyOwn.listFiles(BOB_AT_ACME, FileQuery.newest(1));
        assertThat(page.files()).isEmpty();
        assertThat(onlyOwn.listFiles(BOB_AT_ACME, FileQuery.newest(1).after(page.next()))
                        .files())
                .containsExactly(bobs);
    }

    @Test
    void aPolicyThatPermitsEverythingOpensNoOtherContext() {
        for (Caller caller : EVERYBODY) {
            scene.ready(caller);
        }
        Storage careless = scene.storage.with((caller, action, owner, file) -> true);
        for (Caller caller : EVERYBODY) {
            assertThat(careless.listFiles(caller, FileQuery.newest(10)).files())
                    .extracting(FileRecord::owner)
                    .containsOnly(caller.context());
        }
    }

    @Test
    void aPolicyMayCloseTheListing() {
        FileRecord pending = scene.upload(ANN_AT_ACME);
        Storage closed = scene.storage.with((caller, action, owner, file) -> action != Action.READ);
        assertThatThrownBy(() -> closed.listFiles(ANN_AT_ACME, FileQuery.newest(10)))
                .isInstanceOf(StorageException.Forbidden.class);
        scene.unchanged(pending);
    }

    @Test
    void aListingIsFilteredByNameAndType() {
        FileRecord file = scene.ready(ANN_ALONE);
        assertThat(found("HELLO", "text/*")).containsExactly(file);
        assertThat(found("bye", null)).isEmpty();
        assertThat(found(null, "image/*")).isEmpty();
    }

    @Test
    void listingWorksWhileTheBucketIsDown() {
        FileRecord ready = scene.ready(ANN_ALONE);
        FileRecord pending = scene.upload(ANN_ALONE);
        scene.objects.down(true);
        assertThat(scene.listed(ANN_ALONE)).containsExactly(ready);
        scene.unchanged(pending);
    }

    @Test
    @Timeout(10)
    void aBucketThatHangsHoldsUpAListingForTwoSecondsAndNoLonger() {
        FileRecord ready = scene.ready(ANN_ALONE);
        FileRecord pending = scene.upload(ANN_ALONE);
        Storage hanging = scene.afterTheLook(ListFilesTest::hang);
        assertThat(hanging.listFiles(ANN_ALONE, FileQuery.newest(10)).files()).containsExactly(ready);
        scene.unchanged(pending);

        assertThat(hanging.listFiles(ANN_ALONE, FileQuery.newest(10)).files()).containsExactly(ready);
        scene.unchanged(pending);
        scene.clock.advance(Duration.ofSeconds(5));
        assertThat(hanging.listFiles(ANN_ALONE, FileQuery.newest(10)).files()).hasSize(2);
    }

    @Test
    @Timeout(20)
    void whileOneListingTriesABucketThatDidNotAnswerNoOtherDoes() throws Exception {
        FileRecord ready = scene.ready(ANN_AT_ACME);
        scene.upload(ANN_AT_ACME);
        scene.upload(BOB_AT_ACME);
        CountDownLatch triedAgain = new CountDownLatch(2);
        asked.plan(Fault.after(look -> {
                    triedAgain.countDown();
                    hang();
                })
                .on(ObjectStore.class, "stat"));
        watched.listFiles(ANN_AT_ACME, FileQuery.newest(10));
        scene.clock.advance(Duration.ofSeconds(5));

        Thread patient = Thread.ofVirtual().start(() -> watched.listFiles(ANN_AT_ACME, FileQuery.newest(10)));
        triedAgain.await();
        assertThat(watched.listFiles(BOB_AT_ACME, FileQuery.newest(10)).files()).containsExactly(ready);
        patient.join();
        assertThat(asked.calls().stream().filter(call -> call.is(ObjectStore.class, "stat")))
                .hasSize(2);
    }

    @Test
    void whoeverIsInterruptedGetsWhatIsReady() {
        FileRecord ready = scene.ready(ANN_ALONE);
        scene.start(ANN_ALONE);
        Thread.currentThread().interrupt();
        assertThat(scene.listed(ANN_ALONE)).containsExactly(ready);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void withoutTheDatabaseThereIsNoList() {
        scene.records.down(true);
        assertThatThrownBy(() -> scene.listed(ANN_ALONE)).isInstanceOf(StorageException.Unavailable.class);
    }

    private List<FileRecord> newestFirst(int count) {
        List<FileRecord> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.addFirst(scene.ready(ANN_ALONE));
        }
        return files;
    }

    private List<FileRecord> found(@Nullable String name, @Nullable String type) {
        return scene.storage
                .listFiles(ANN_ALONE, new FileQuery(10, null, name, type))
                .files();
    }

    /** How often the bucket is asked for a listing. */
    private long looks(Caller caller) {
        asked.clear();
        watched.listFiles(caller, FileQuery.newest(10));
        return asked.calls().stream()
                .filter(call -> call.is(ObjectStore.class, "stat"))
                .count();
    }

    private List<String> askedOfTheRecords() {
        return asked.calls().stream()
                .filter(call -> call.port() == FileRecords.class)
                .map(Call::method)
                .toList();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new StorageException.Unavailable("stat", e);
        }
    }
}
