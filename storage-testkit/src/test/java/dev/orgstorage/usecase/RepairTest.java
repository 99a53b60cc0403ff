package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_ALONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Fault;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair.Orphans;
import dev.orgstorage.usecase.Repair.Outcome;
import dev.orgstorage.usecase.Repair.Repaired;
import dev.orgstorage.usecase.Repair.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepairTest {
    private static final Rules DELETING = new Rules(Duration.ofDays(1), 100, Orphans.DELETE);
    private static final Rules KEEPING = new Rules(Duration.ofDays(1), 100, Orphans.KEEP);

    private final Differences differences = new Differences();
    private final Scene scene = differences.scene;
    private final FileRecord fine = scene.ready(BOB_ALONE);

    @Test
    void theRecordOfAMissingObjectIsRemovedAndLeavesItsTombstone() {
        FileRecord file = differences.missing();
        scene.clock.advance(Differences.LONG);
        assertThat(repair(Kind.MISSING, file.key())).isEqualTo(Outcome.RECORD_REMOVED);
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.tombstone(file)).get().matches(Tombstone::objectRemoved);
        assertThat(differences.found()).isEmpty();
        assertThat(repair(Kind.MISSING, file.key())).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void aMissingObjectThatIsBackIsNotTouched() {
        FileRecord file = differences.missing();
        scene.clock.advance(Differences.LONG);
        scene.objects.put(file.key(), "text/plain", Scene.hello());
        assertThat(repair(Kind.MISSING, file.key())).isEqualTo(Outcome.RESOLVED);
        scene.unchanged(file);
        assertThat(scene.inBucket(file)).isTrue();
    }

    @Test
    void aMissingObjectOfABucketThatDoesNotAnswerIsNotMissing() {
        FileRecord file = differences.missing();
        scene.clock.advance(Differences.LONG);
        scene.objects.down(true);
        assertThat(repair(Kind.MISSING, file.key())).isEqualTo(Outcome.FAILED);
        scene.unchanged(file);
    }

    @Test
    void aRecordThatItsOwnerDeletedMeanwhileIsNotRemovedAgain() {
        FileRecord file = differences.missing();
        scene.clock.advance(Differences.LONG);
        for (String call : List.of("find", "stat")) {
            Class<?> port = call.equals("find") ? Ledger.class : ObjectStore.class;
            differences.faults.plan(Fault.before(any -> scene.storage.deleteFile(ANN_AT_ACME, file.id()))
                    .on(port, call, 1));
            assertThat(repair(Kind.MISSING, file.key())).isEqualTo(Outcome.RESOLVED);
        }
        assertThat(scene.tombstone(file)).isPresent();
    }

    @Test
    void anOrphanIsImportedAsWhatItWas() {
        ObjectKey key = differences.losingItsRecord();
        scene.clock.advance(Differences.LONG);
        assertThat(repair(Kind.ORPHAN, key)).isEqualTo(Outcome.IMPORTED);
        FileRecord imported = scene.records.ledger().find(key).orElseThrow();
        assertThat(imported.owner()).isEqualTo(Owner.of(ACME));
        assertThat(imported.uploader()).isEqualTo(ANN);
        assertThat(imported.name().value()).isEqualTo("hello.txt");
        assertThat(key.value()).contains(imported.id().toString());
        assertThat(differences.found()).isEmpty();
        assertThat(repair(Kind.ORPHAN, key)).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void anOrphanOfNobodyStays() {
        ObjectKey key = differences.orphan("stray/of nobody");
        scene.clock.advance(Differences.LONG);
        Repaired repaired = differences.repair(Rules.STANDARD).repair(Kind.ORPHAN, key);
        assertThat(repaired.outcome()).isEqualTo(Outcome.LEFT);
        assertThat(repaired.reason()).contains("owner");
        assertThat(scene.objects.stat(key)).isPresent();
        assertThat(scene.records.ledger().known(List.of(key))).isEmpty();
    }

    @Test
    void anOrphanIsKeptWhereThatIsAskedFor() {
        ObjectKey key = differences.losingItsRecord();
        scene.clock.advance(Differences.LONG);
        assertThat(differences.repair(KEEPING).repair(Kind.ORPHAN, key).outcome())
                .isEqualTo(Outcome.LEFT);
        assertThat(differences.found()).hasSize(1);
    }

    @Test
    void anOrphanIsDeletedOnlyWhereThatIsAskedForAndLeavesATombstone() {
        ObjectKey key = differences.losingItsRecord();
        scene.clock.advance(Differences.LONG);
        assertThat(deleting(Kind.ORPHAN, key)).isEqualTo(Outcome.OBJECT_REMOVED);
        assertThat(scene.objects.stat(key)).isEmpty();
        assertThat(scene.records.tombstones().page("", null, 10))
                .singleElement()
                .matches(tombstone -> tombstone.key().equals(key) && tombstone.objectRemoved());
        assertThat(differences.found()).isEmpty();
        assertThat(deleting(Kind.ORPHAN, key)).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void anOrphanThatCannotBeRemovedNowIsLeftToTheSweep() {
        ObjectKey key = differences.losingItsRecord();
        scene.clock.advance(Differences.LONG);
        differences.faults.plan(Fault.FAIL_BEFORE.on(ObjectStore.class, "delete"));
        assertThat(deleting(Kind.ORPHAN, key)).isEqualTo(Outcome.OBJECT_REMOVED);
        assertThat(scene.objects.stat(key)).isPresent();
        assertThat(differences.sweep().once().removed()).isEqualTo(1);
        assertThat(scene.objects.stat(key)).isEmpty();
    }

    @Test
    void anOrphanThatWasPutAgainIsTooYoung() {
        ObjectKey key = differences.orphan("stray/again");
        scene.clock.advance(Differences.LONG);
        differences.orphan("stray/again");
        assertThat(deleting(Kind.ORPHAN, key)).isEqualTo(Outcome.LEFT);
        assertThat(scene.objects.stat(key)).isPresent();
    }

    @Test
    void anOrphanThatGotARecordMeanwhileIsNotTouched() {
        ObjectKey key = differences.losingItsRecord();
        scene.clock.advance(Differences.LONG);
        for (int call = 1; call <= 3; call++) {
            differences.faults.plan(Fault.before(any -> importing(key)).at(call));
            assertThat(deleting(Kind.ORPHAN, key)).isEqualTo(Outcome.RESOLVED);
            assertThat(scene.objects.stat(key)).isPresent();
            assertThat(scene.records.ledger().find(key)).isPresent();
        }
    }

    @Test
    void anAlteredFileIsLeftToAPerson() {
        FileRecord file = differences.altered("hello weird");
        scene.clock.advance(Differences.LONG);
        assertThat(deleting(Kind.ALTERED, file.key())).isEqualTo(Outcome.LEFT);
        scene.unchanged(file);
        assertThat(scene.inBucket(file)).isTrue();
    }

    @Test
    void anOverdueUploadThatCameBecomesReady() {
        FileRecord file = scene.upload(ANN_ALONE);
        scene.clock.advance(Differences.LONG);
        assertThat(repair(Kind.OVERDUE, file.key())).isEqualTo(Outcome.READY);
        assertThat(scene.listed(ANN_ALONE)).extracting(FileRecord::id).containsExactly(file.id());
        assertThat(differences.found()).isEmpty();
        assertThat(repair(Kind.OVERDUE, file.key())).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void anOverdueUploadThatNeverCameGoes() {
        FileRecord file = scene.start(ANN_ALONE).file();
        scene.clock.advance(Differences.LONG);
        assertThat(repair(Kind.OVERDUE, file.key())).isEqualTo(Outcome.RECORD_REMOVED);
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.tombstone(file)).isPresent();
        assertThat(differences.found()).isEmpty();
        assertThat(repair(Kind.OVERDUE, file.key())).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void anOverdueUploadThatIsNotAsPromisedGoesWithItsObject() {
        FileRecord file = scene.altered(ANN_ALONE, "text/plain", "too long for that");
        scene.clock.advance(Differences.LONG);
        assertThat(repair(Kind.OVERDUE, file.key())).isEqualTo(Outcome.RECORD_REMOVED);
        assertThat(scene.recorded(file)).isFalse();
        assertThat(scene.inBucket(file)).isFalse();
        assertThat(scene.tombstone(file)).isPresent();
    }

    @Test
    void anOverdueUploadThatWasCompletedMeanwhileIsNotTouched() {
        FileRecord file = scene.upload(ANN_ALONE);
        scene.clock.advance(Differences.LONG);
        scene.storage.completeUpload(ANN_ALONE, file.id());
        assertThat(repair(Kind.OVERDUE, file.key())).isEqualTo(Outcome.RESOLVED);
        assertThat(scene.listed(ANN_ALONE)).hasSize(1);
    }

    @Test
    void anOverdueUploadOfWhichTheBucketDoesNotTellStays() {
        FileRecord file = scene.start(ANN_ALONE).file();
        scene.clock.advance(Differences.LONG);
        scene.objects.down(true);
        assertThat(repair(Kind.OVERDUE, file.key())).isEqualTo(Outcome.FAILED);
        scene.unchanged(file);
    }

    @Test
    void anUnsettledTombstoneIsMarkedIfItStands() {
        FileRecord file = differences.unmarked();
        scene.clock.advance(Duration.ofHours(8));
        Rules early = new Rules(Repair.LEAST_AGE, 0, Orphans.KEEP);
        assertThat(differences.repair(early).repair(Kind.UNSETTLED, file.key()).outcome())
                .isEqualTo(Outcome.TOMBSTONE_SETTLED);
        assertThat(scene.tombstone(file)).get().matches(Tombstone::objectRemoved);
        assertThat(differences.found()).isEmpty();
        assertThat(differences.repair(early).repair(Kind.UNSETTLED, file.key()).outcome())
                .isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void anUnsettledTombstoneGoesIfItHasEnded() {
        for (FileRecord file : List.of(differences.unmarked(), differences.deleted())) {
            scene.clock.advance(Differences.LONG);
            assertThat(repair(Kind.UNSETTLED, file.key())).isEqualTo(Outcome.TOMBSTONE_SETTLED);
            assertThat(scene.tombstone(file)).isEmpty();
            assertThat(repair(Kind.UNSETTLED, file.key())).isEqualTo(Outcome.RESOLVED);
        }
    }

    @Test
    void anUnsettledTombstoneTakesTheBytesThatCameLateWithIt() {
        FileRecord file = differences.deleted();
        scene.clock.advance(Differences.LONG);
        scene.objects.put(file.key(), "text/plain", Scene.hello());
        assertThat(repair(Kind.UNSETTLED, file.key())).isEqualTo(Outcome.TOMBSTONE_SETTLED);
        assertThat(scene.inBucket(file)).isFalse();
    }

    @Test
    void anUnsettledTombstoneStandsUntilTheBucketAnswers() {
        FileRecord file = differences.deleted();
        scene.clock.advance(Differences.LONG);
        scene.objects.down(true);
        assertThat(repair(Kind.UNSETTLED, file.key())).isEqualTo(Outcome.FAILED);
        assertThat(scene.tombstone(file)).isPresent();
    }

    @Test
    void whatIsYoungerThanTheMinimumAgeIsLeft() {
        Map<Kind, ObjectKey> planted = differences.oneOfEach();
        scene.clock.advance(Duration.ofDays(10));
        Rules old = new Rules(Duration.ofDays(14), 100, Orphans.DELETE);
        List<Difference> found = differences.found();
        assertThat(found).hasSize(5).noneMatch(differences.repair(old)::removes);
        planted.forEach((kind, key) ->
                assertThat(differences.repair(old).repair(kind, key).outcome()).isEqualTo(Outcome.LEFT));
        assertThat(Differences.named(differences.found())).isEqualTo(Differences.named(found));
        scene.clock.advance(Duration.ofDays(2));
        planted.forEach((kind, key) -> assertThat(
                        differences.repair(old).repair(kind, key).outcome())
                .isNotEqualTo(kind == Kind.ALTERED ? Outcome.RESOLVED : Outcome.LEFT));
        assertThat(differences.found()).extracting(Difference::kind).containsExactly(Kind.ALTERED);
    }

    @Test
    void aMinimumAgeWithinWhichBytesMayStillArriveIsRefused() {
        assertThat(new Rules(Duration.ofHours(6).plusMinutes(10), 0, Orphans.KEEP).minAge())
                .isEqualTo(Repair.LEAST_AGE);
        for (Duration age : List.of(Repair.LEAST_AGE.minusNanos(1), Duration.ZERO, Duration.ofDays(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Rules(age, 100, Orphans.IMPORT))
                    .withMessageContaining("PT6H10M");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Rules(Duration.ofDays(1), -1, Orphans.IMPORT));
    }

    @Test
    void onlyWhatLosesARecordOrAnObjectCountsAsRemoved() {
        differences.oneOfEach();
        scene.upload(ANN_ALONE);
        scene.altered(ANN_ALONE, "text/html", "hello world");
        scene.clock.advance(Differences.LONG);
        List<Difference> found = differences.found();
        assertThat(found).hasSize(7);
        assertThat(found.stream().filter(differences.repair(Rules.STANDARD)::removes))
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(Kind.MISSING, Kind.OVERDUE, Kind.OVERDUE);
        assertThat(found.stream().filter(differences.repair(DELETING)::removes))
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(Kind.MISSING, Kind.OVERDUE, Kind.OVERDUE, Kind.ORPHAN);
    }

    @Test
    void whereMoreWouldBeRemovedThanMayBeNothingIsToBeRepaired() {
        for (int i = 0; i < 3; i++) {
            differences.missing();
        }
        scene.clock.advance(Differences.LONG);
        assertThat(refusal(new Rules(Duration.ofDays(1), 3, Orphans.IMPORT))).isEmpty();
        assertThat(refusal(new Rules(Duration.ofDays(1), 2, Orphans.IMPORT)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("3 files", "only 2 may"));
    }

    @Test
    void evenIfNobodyAsksFirstNoMoreIsRemovedThanMayBe() {
        List<ObjectKey> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            keys.add(differences.missing().key());
        }
        scene.clock.advance(Differences.LONG);
        Repair repair = differences.repair(new Rules(Duration.ofDays(1), 2, Orphans.IMPORT));
        assertThat(keys.stream().map(key -> repair.repair(Kind.MISSING, key).outcome()))
                .containsExactly(Outcome.RECORD_REMOVED, Outcome.RECORD_REMOVED, Outcome.LEFT);
    }

    @Test
    void whereNothingMayBeRemovedTheRestIsRepairedAllTheSame() {
        Map<Kind, ObjectKey> planted = differences.oneOfEach();
        FileRecord upload = scene.upload(ANN_ALONE);
        scene.clock.advance(Differences.LONG);
        Repair repair = differences.repair(new Rules(Duration.ofDays(1), 0, Orphans.DELETE));
        planted.forEach((kind, key) -> assertThat(repair.repair(kind, key).outcome())
                .isEqualTo(kind == Kind.UNSETTLED ? Outcome.TOMBSTONE_SETTLED : Outcome.LEFT));
        assertThat(repair.repair(Kind.OVERDUE, upload.key()).outcome()).isEqualTo(Outcome.READY);
    }

    @Test
    void inABucketThatHasNotOneOfTheFilesNothingIsToBeRepaired() {
        scene.objects.delete(fine.key());
        differences.losingItsRecord();
        scene.clock.advance(Differences.LONG);
        assertThat(refusal(DELETING))
                .hasValueSatisfying(reason -> assertThat(reason).contains("Is this the bucket"));
        scene.ready(ANN_ALONE);
        assertThat(refusal(DELETING)).isEmpty();
    }

    @Test
    void allKindsAreRepairedAndWhatIsRightStaysAsItIs() {
        differences.oneOfEach();
        FileRecord pending = scene.start(ANN_ALONE).file();
        List<Difference> found = differences.found();
        Repair repair = differences.repair(DELETING);
        found.forEach(difference -> repair.repair(difference.kind(), difference.key()));
        assertThat(differences.found()).extracting(Difference::kind).containsExactly(Kind.ALTERED);
        scene.unchanged(fine);
        scene.unchanged(pending);
        assertThat(scene.inBucket(fine)).isTrue();
        differences.sweep().once();
        assertThat(differences.found()).extracting(Difference::kind).containsExactly(Kind.ALTERED);
    }

    @Test
    void whatIsRightIsNotTouchedWhateverItIsSaidToBe() {
        FileRecord pending = scene.start(ANN_ALONE).file();
        FileRecord deleted = differences.deleted();
        scene.clock.advance(Duration.ofHours(7));
        for (Kind kind : Kind.values()) {
            for (FileRecord file : List.of(fine, pending, deleted)) {
                assertThat(deleting(kind, file.key()))
                        .isEqualTo(kind == Kind.ALTERED ? Outcome.LEFT : Outcome.RESOLVED);
            }
        }
        scene.unchanged(fine);
        scene.unchanged(pending);
        assertThat(scene.inBucket(fine)).isTrue();
        assertThat(scene.tombstone(deleted)).isPresent();
    }

    private Optional<String> refusal(Rules rules) {
        List<Difference> found = new ArrayList<>();
        Counts counts = differences.reconcile().compare("", found::add);
        Repair repair = differences.repair(rules);
        return repair.refusal(counts, found.stream().filter(repair::removes).count());
    }

    private void importing(ObjectKey key) {
        new ImportObjects(scene.objects, scene.records.ledger(), differences.ids)
                .adopt(List.of(new ImportObjects.Claim(key)));
    }

    private Outcome repair(Kind kind, ObjectKey key) {
        return differences.repair(Rules.STANDARD).repair(kind, key).outcome();
    }

    private Outcome deleting(Kind kind, ObjectKey key) {
        return differences.repair(DELETING).repair(kind, key).outcome();
    }
}
