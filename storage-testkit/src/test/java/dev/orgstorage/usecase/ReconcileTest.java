package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_ALONE;
import static dev.orgstorage.usecase.Scene.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcileTest {
    private final Differences differences = new Differences();
    private final Scene scene = differences.scene;

    /** Files of everybody, in every state that is as it should be. */
    @BeforeEach
    void somethingOfEverythingThatIsRight() {
        for (Caller caller : EVERYBODY) {
            scene.ready(caller);
            FileRecord deleted = scene.ready(caller);
            scene.storage.deleteFile(caller, deleted.id());
        }
    }

    @Test
    void whereEverythingIsRightNothingIsFound() {
        scene.start(ANN_ALONE);
        scene.upload(ANN_AT_ACME);
        assertThat(differences.found()).isEmpty();
    }

    /** However many records or tombstones there are between two objects, or after the last. */
    @Test
    void whereEverythingIsRightNothingIsAskedForAgain() {
        for (Caller caller : new Caller[] {ANN_ALONE, BOB_ALONE}) {
            for (int i = 0; i < Listing.PAGE + 1; i++) {
                scene.start(caller);
                scene.storage.deleteFile(caller, scene.start(caller).file().id());
            }
            scene.ready(caller);
        }
        assertThat(differences.found()).isEmpty();
        assertThat(differences.faults.calls())
                .extracting(Call::method)
                .containsOnly("list", "page")
                .hasSizeLessThan(15);
    }

    @Test
    void anEmptyStorageHasNoDifferences() {
        Differences nothing = new Differences();
        assertThat(nothing.found()).isEmpty();
        assertThat(nothing.reconcile().compare("", found -> {}).objects()).isZero();
    }

    @Test
    void aReadyRecordWithoutItsObjectIsMissing() {
        FileRecord file = differences.missing();
        Difference found = only(Kind.MISSING, file.key());
        assertThat(found.file()).isEqualTo(file);
        assertThat(found.object()).isNull();
        assertThat(found.owner()).contains(file.owner());
        assertThat(found.since()).isEqualTo(file.updatedAt());
    }

    @Test
    void anObjectWithoutRecordAndTombstoneIsAnOrphanAndItsMetadataTellsWhoseItWas() {
        ObjectKey key = differences.losingItsRecord();
        Difference found = only(Kind.ORPHAN, key);
        assertThat(found.file()).isNull();
        assertThat(found.owner()).contains(Owner.of(ACME));
        assertThat(Objects.requireNonNull(found.object()).size()).isEqualTo(11);
        assertThat(found.since()).isEqualTo(scene.clock.instant());
    }

    @Test
    void anOrphanThatNobodyDescribedHasNoOwner() {
        assertThat(only(Kind.ORPHAN, differences.orphan("stray/100% ü 🦊")).owner())
                .isEmpty();
    }

    @Test
    void anObjectOfAnotherSizeIsAltered() {
        FileRecord file = differences.altered("longer than it was");
        Difference found = only(Kind.ALTERED, file.key());
        assertThat(found.file()).isEqualTo(file);
        assertThat(Objects.requireNonNull(found.object()).size()).isEqualTo(18);
        assertThat(found.since()).isEqualTo(scene.clock.instant());
    }

    @Test
    void anObjectOfTheSameSizeWithOtherBytesIsAltered() {
        only(Kind.ALTERED, differences.altered("hello weird").key());
    }

    @Test
    void anUploadThatNeverCameIsOverdueOnceTheSweepShouldHaveRemovedIt() {
        FileRecord file = scene.start(ANN_ALONE).file();
        scene.clock.advance(StartUpload.URL_LIFE.plus(Tombstone.TRANSFER).plus(Comparison.SWEPT_WITHIN));
        assertThat(differences.found()).isEmpty();
        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(only(Kind.OVERDUE, file.key()).since()).isEqualTo(file.createdAt());
    }

    @Test
    void anUploadThatCameAndWasNeverSettledIsOverdueAsWell() {
        FileRecord file = scene.upload(ANN_AT_ACME);
        scene.clock.advance(Duration.ofHours(8));
        assertThat(differences.found()).isEmpty();
        scene.clock.advance(Duration.ofHours(1));
        Difference found = only(Kind.OVERDUE, file.key());
        assertThat(Objects.requireNonNull(found.object()).size()).isEqualTo(11);
    }

    @Test
    void aTombstoneThatDoesNotKnowThatItsObjectIsGoneIsUnsettledOnceTheSweepShouldHaveNotedIt() {
        FileRecord file = differences.unmarked();
        Tombstone tombstone = scene.tombstone(file).orElseThrow();
        scene.clock.advance(Comparison.SWEPT_WITHIN);
        assertThat(differences.found()).isEmpty();
        scene.clock.advance(Duration.ofSeconds(1));
        Difference found = only(Kind.UNSETTLED, file.key());
        assertThat(found.tombstone()).isEqualTo(tombstone);
        assertThat(found.owner()).isEmpty();
        assertThat(found.since()).isEqualTo(tombstone.until().minus(Tombstone.MEMORY));
    }

    @Test
    void aTombstoneThatHasEndedIsUnsettledOnceTheSweepShouldHaveDroppedIt() {
        Differences fresh = new Differences();
        FileRecord file = fresh.deleted();
        fresh.scene.clock.advance(Tombstone.MEMORY.plus(Comparison.SWEPT_WITHIN));
        assertThat(fresh.found()).isEmpty();
        fresh.scene.clock.advance(Duration.ofSeconds(1));
        assertThat(Differences.named(fresh.found())).containsExactly(Differences.name(Kind.UNSETTLED, file.key()));
    }

    @Test
    void anObjectThatHasATombstoneIsCountedAndIsNoDifference() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.records.remove(file.owner(), file.id());
        scene.clock.advance(Duration.ofHours(3));
        assertThat(differences.found()).isEmpty();
        assertThat(count().leaving()).isEqualTo(1);
    }

    @Test
    void allKindsAtOnceAreFoundAndNothingElse() {
        Differences all = new Differences();
        FileRecord fine = all.scene.ready(BOB_ALONE);
        Map<Kind, ObjectKey> planted = all.oneOfEach();
        assertThat(all.found())
                .hasSize(Kind.values().length)
                .allMatch(found -> found.key().equals(planted.get(found.kind())))
                .noneMatch(found -> found.key().equals(fine.key()));
    }

    @Test
    void theCountsSayWhatWasSeen() {
        Differences all = new Differences();
        all.scene.ready(BOB_ALONE);
        all.oneOfEach();
        all.scene.start(ANN_ALONE);
        FileRecord leaving = all.scene.ready(ANN_ALONE);
        all.scene.records.remove(leaving.owner(), leaving.id());
        Counts counts = all.reconcile().compare("", found -> {});
        assertThat(counts.objects()).isEqualTo(4);
        assertThat(counts.ready()).isEqualTo(3);
        assertThat(counts.inPlace()).isEqualTo(1);
        assertThat(counts.pending()).isEqualTo(2);
        assertThat(counts.records()).isEqualTo(5);
        assertThat(counts.tombstones()).isEqualTo(2);
        assertThat(counts.leaving()).isEqualTo(1);
        assertThat(counts.differences())
                .hasSize(5)
                .allSatisfy((kind, number) -> assertThat(number).as("%s", kind).isEqualTo(1));
    }

    @Test
    void itTellsHowFarItIsAfterEachPageOfObjects() {
        for (int i = 0; i < 2 * Listing.PAGE; i++) {
            differences.orphan("z/" + i);
        }
        List<Long> seen = new ArrayList<>();
        differences.reconcile().compare("z/", found -> {}, counts -> seen.add(counts.objects()));
        assertThat(seen).containsExactly(1000L, 2000L);
    }

    @Test
    void aPrefixIsLookedAtAloneAndItsNeighbourIsNot() {
        FileRecord inA = missingOf("a");
        FileRecord inAb = missingOf("ab");
        ObjectKey orphanInA = differences.orphan("uploads/orgs/a/stray");
        ObjectKey orphanInAb = differences.orphan("uploads/orgs/ab/stray");
        differences.orphan("uploads/orgs/a");
        differences.orphan("uploads/orgs/a0");
        scene.clock.advance(Differences.LONG);
        assertThat(Differences.named(differences.found(ObjectKey.prefixOf(inA.owner()))))
                .containsExactly(Differences.name(Kind.MISSING, inA.key()), Differences.name(Kind.ORPHAN, orphanInA));
        assertThat(Differences.named(differences.found(ObjectKey.prefixOf(inAb.owner()))))
                .containsExactly(Differences.name(Kind.MISSING, inAb.key()), Differences.name(Kind.ORPHAN, orphanInAb));
    }

    @Test
    void aPrefixThatDoesNotEndWithASlashIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> differences.found("uploads/orgs/a"))
                .withMessageContaining("uploads/orgs/a");
    }

    @Test
    void aFileThatWasGivenToAnotherOwnerStaysWhereItIs() {
        FileRecord file = scene.ready(ANN_ALONE);
        scene.records.owners().transfer(Owner.of(ANN), file.id(), Owner.of(ACME), scene.clock.instant());
        assertThat(differences.found(ObjectKey.prefixOf(Owner.of(ANN)))).isEmpty();
        assertThat(differences.found(ObjectKey.prefixOf(Owner.of(ACME)))).isEmpty();
    }

    private FileRecord missingOf(String organization) {
        Caller member = Caller.in(new OrganizationId(organization), ANN, Role.MEMBER);
        FileRecord file = scene.ready(member);
        scene.objects.delete(file.key());
        return file;
    }

    private Counts count() {
        return differences.reconcile().compare("", found -> {});
    }

    private Difference only(Kind kind, ObjectKey key) {
        List<Difference> found = differences.found();
        assertThat(Differences.named(found)).containsExactly(Differences.name(kind, key));
        return found.getFirst();
    }
}
