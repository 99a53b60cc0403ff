package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.BOB_ALONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.testkit.Call;
import dev.orgstorage.testkit.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A listing that fails, ends early or lies ends the comparison. */
class ReconcileListingTest {
    private final Differences differences = new Differences();
    private final Scene scene = differences.scene;

    @Test
    void aPageThatDoesNotComeEndsTheComparison() {
        manyObjects();
        for (int page = 1; page <= 3; page++) {
            int first = page;
            differences.faults.plan(
                    call -> call.is(ObjectStore.class, "list") && call.nth() >= first ? Fault.FAIL_BEFORE : Fault.NONE);
            assertThatThrownBy(differences::found).isInstanceOf(StorageException.Unavailable.class);
        }
        differences.faults.clear();
        assertThat(differences.found()).hasSize(2 * Listing.PAGE + 1);
    }

    @Test
    void aPageThatComesAtTheSecondAttemptIsEnough() {
        manyObjects();
        differences.faults.plan(Fault.FAIL_BEFORE.on(ObjectStore.class, "list", 2));
        assertThat(differences.found()).hasSize(2 * Listing.PAGE + 1);
    }

    @Test
    void whoeverElseDoesNotAnswerEndsTheComparison() {
        differences.oneOfEach();
        assertThat(differences.found()).hasSize(5);
        for (Call call : differences.faults.calls()) {
            if (!call.is(ObjectStore.class, "list")) {
                differences.faults.plan(Fault.FAIL_BEFORE.at(call.number()));
                assertThatThrownBy(differences::found).as("%s", call).isInstanceOf(StorageException.Unavailable.class);
            }
        }
    }

    @Test
    void anEmptyPageThatIsNotTheLastEndsTheComparison() {
        manyObjects();
        stops(page -> page.more() ? new ObjectPage(List.of(), true) : page, "nothing was listed");
    }

    @Test
    void keysThatDoNotAscendEndTheComparison() {
        manyObjects();
        stops(page -> new ObjectPage(page.entries().reversed(), page.more()), "was listed after");
    }

    @Test
    void aKeyThatIsRepeatedEndsTheComparison() {
        scene.ready(ANN_ALONE);
        stops(
                page -> new ObjectPage(
                        List.of(page.entries().getFirst(), page.entries().getFirst()), false),
                "after");
    }

    @Test
    void aPageThatComesAgainAndAgainEndsTheComparison() {
        manyObjects();
        ObjectPage first = scene.objects.list("", null, 1000);
        stops(page -> first, "was listed after");
    }

    @Test
    void aKeyOutsideOfThePrefixEndsTheComparison() {
        FileRecord file = scene.ready(ANN_ALONE);
        FileRecord neighbour = scene.ready(BOB_ALONE);
        ObjectPage.Entry stray = new ObjectPage.Entry(neighbour.key(), 11, "etag", Instant.EPOCH);
        Relisted bucket = new Relisted(scene.objects, page -> new ObjectPage(List.of(stray), false));
        assertThatThrownBy(() -> differences.reconcile(bucket).compare(ObjectKey.prefixOf(file.owner()), found -> {}))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining(neighbour.key().value());
    }

    @Test
    void anObjectThatWasLeftOutIsNotMissingButTheListingIs() {
        scene.ready(ANN_ALONE);
        FileRecord file = scene.ready(ANN_ALONE);
        scene.ready(BOB_ALONE);
        scene.clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> differences
                        .reconcile(Relisted.without(scene.objects, file.key()))
                        .compare("", found -> {}))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("left out " + file.key());
    }

    @Test
    void aListingThatEndsEarlyIsFoundOutByTheRecords() {
        scene.ready(ANN_ALONE);
        scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofHours(1));
        stops(page -> new ObjectPage(page.entries().subList(0, 1), false), "left out");
        stops(page -> new ObjectPage(List.of(), false), "left out");
    }

    @Test
    void aListingThatLeftOutThePendingAndTheDeletedIsFoundOutAsWell() {
        FileRecord pending = scene.upload(ANN_ALONE);
        scene.clock.advance(Duration.ofHours(9));
        stops(page -> new ObjectPage(List.of(), false), "left out " + pending.key());
        scene.records.remove(pending.owner(), pending.id());
        scene.clock.advance(Duration.ofHours(9));
        stops(page -> new ObjectPage(List.of(), false), "left out " + pending.key());
    }

    @Test
    void whatWasUploadedWhileThePageWasReadIsNotHeldAgainstTheListing() {
        scene.ready(ANN_ALONE);
        FileRecord young = scene.ready(ANN_ALONE);
        scene.clock.advance(Duration.ofMinutes(15));
        List<Difference> found = new ArrayList<>();
        differences.reconcile(Relisted.without(scene.objects, young.key())).compare("", found::add);
        assertThat(found).isEmpty();
    }

    /** As it would be on a database that orders text by the rules of a language. */
    @Test
    void recordsInAnotherOrderThanTheObjectsAreRefused() {
        scene.ready(ANN_ALONE);
        scene.ready(ANN_ALONE);
        Ledger unordered = new LedgerBut(scene.records.ledger()) {
            @Override
            public List<FileRecord> page(String prefix, @Nullable ObjectKey after, int limit) {
                return super.page(prefix, after, limit).reversed();
            }
        };
        Reconcile reconcile = new Reconcile(unordered, scene.records.tombstones(), scene.objects, scene.clock);
        assertThatThrownBy(() -> reconcile.compare("", found -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order of their keys");
    }

    private void manyObjects() {
        for (int i = 0; i < 2 * Listing.PAGE + 1; i++) {
            differences.orphan("many/" + i);
        }
    }

    private void stops(UnaryOperator<ObjectPage> listing, String reason) {
        assertThatThrownBy(() -> differences
                        .reconcile(new Relisted(scene.objects, listing))
                        .compare("", found -> {}))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining(reason);
    }
}
