package dev.orgstorage.usecase;

import static dev.orgstorage.usecase.Scene.ACME;
import static dev.orgstorage.usecase.Scene.ANN;
import static dev.orgstorage.usecase.Scene.ANN_ALONE;
import static dev.orgstorage.usecase.Scene.ANN_AT_ACME;
import static dev.orgstorage.usecase.Scene.BOB_ALONE;
import static dev.orgstorage.usecase.Scene.BOB_AT_ACME;
import static dev.orgstorage.usecase.Scene.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.Owners.Holdings;
import dev.orgstorage.usecase.EraseOwner.Erasure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Users and organizations come and go. */
class LifeCycleTest {
    private final Scene scene = new Scene();
    private final EraseOwner erase = new EraseOwner(scene.records.owners());
    private final TransferFiles transfer = new TransferFiles(scene.records, scene.records.owners(), scene.clock);

    @Test
    void whatAnErasureWouldTakeIsCountedFirst() {
        FileRecord own = scene.ready(ANN_ALONE);
        scene.start(ANN_ALONE);
        scene.ready(ANN_AT_ACME);
        Erasure expected = new Erasure(new Holdings(2, 22), new Holdings(1, 11));
        assertThat(erase.look(ANN)).isEqualTo(expected);
        scene.unchanged(own);
        assertThat(erase.erase(ANN)).isEqualTo(expected);
        assertThat(erase.look(ANN)).isEqualTo(new Erasure(Holdings.NONE, Holdings.NONE));
    }

    @Test
    void afterAnErasureNothingOfTheUserIsLeftInTheBucketButWhatBelongsToOrganizations() {
        FileRecord own = scene.ready(ANN_ALONE);
        FileRecord shared = scene.ready(ANN_AT_ACME);
        SignedFile underWay = scene.start(ANN_ALONE);
        erase.erase(ANN);
        assertThat(scene.objects.send(underWay.request(), Scene.hello()).status())
                .isEqualTo(200);
        scene.clock.advance(Duration.ofDays(1));
        sweep();
        assertThat(scene.inBucket(own)).isFalse();
        assertThat(scene.inBucket(underWay.file())).isFalse();
        assertThat(scene.inBucket(shared)).isTrue();
        assertThat(scene.listed(BOB_AT_ACME)).singleElement().satisfies(file -> {
            assertThat(file.id()).isEqualTo(shared.id());
            assertThat(file.uploader()).isNull();
        });
    }

    @Test
    void anOrganizationGoesWithAllItsFiles() {
        FileRecord anns = scene.ready(ANN_AT_ACME);
        FileRecord bobs = scene.ready(BOB_AT_ACME);
        FileRecord own = scene.ready(ANN_ALONE);
        assertThat(erase.look(ACME).removed()).isEqualTo(new Holdings(2, 22));
        assertThat(erase.erase(ACME).removed()).isEqualTo(new Holdings(2, 22));
        sweep();
        assertThat(scene.inBucket(anns)).isFalse();
        assertThat(scene.inBucket(bobs)).isFalse();
        scene.unchanged(own);
    }

    @Test
    void aFileChangesItsOwnerButNotItsKey() {
        FileRecord file = scene.ready(ANN_ALONE);
        FileRecord given = transfer.transfer(ANN_ALONE.context(), file.id(), ANN_AT_ACME.context());
        assertThat(given.key()).isEqualTo(file.key());
        assertThat(given.uploader()).isEqualTo(ANN);
        notFound(() -> scene.open(ANN_ALONE, file.id()));
        scene.open(BOB_AT_ACME, file.key());

        transfer.transfer(ANN_AT_ACME.context(), file.id(), ANN_ALONE.context());
        notFound(() -> scene.open(BOB_AT_ACME, file.id()));
        scene.open(ANN_ALONE, file.id());
    }

    @Test
    void aTransferredFileGoesWithItsNewOwner() {
        FileRecord file = scene.ready(ANN_ALONE);
        transfer.transfer(ANN_ALONE.context(), file.id(), ANN_AT_ACME.context());
        erase.erase(ANN);
        scene.open(BOB_AT_ACME, file.id());
        erase.erase(ACME);
        sweep();
        assertThat(scene.inBucket(file)).isFalse();
    }

    @Test
    void onlyReadyFilesOfTheGiverAreGiven() {
        FileRecord pending = scene.upload(ANN_ALONE);
        FileRecord bobs = scene.ready(BOB_ALONE);
        assertThatThrownBy(() -> transfer.transfer(ANN_ALONE.context(), pending.id(), ANN_AT_ACME.context()))
                .isInstanceOf(StorageException.NotUploaded.class);
        notFound(() -> transfer.transfer(ANN_ALONE.context(), bobs.id(), ANN_AT_ACME.context()));
        scene.unchanged(pending);
        scene.unchanged(bobs);
        assertThat(transfer.transferAll(ANN_ALONE.context(), ANN_AT_ACME.context()))
                .isEqualTo(Holdings.NONE);
    }

    @Test
    void allFilesOfAnOwnerAreGivenAtOnce() {
        scene.ready(ANN_ALONE);
        scene.ready(ANN_ALONE);
        assertThat(transfer.look(ANN_ALONE.context())).isEqualTo(new Holdings(2, 22));
        assertThat(transfer.transferAll(ANN_ALONE.context(), BOB_AT_ACME.context()))
                .isEqualTo(new Holdings(2, 22));
        assertThat(scene.listed(BOB_AT_ACME)).hasSize(2);
        assertThat(scene.listed(ANN_ALONE)).isEmpty();
    }

    private void sweep() {
        new Sweep(scene.records, scene.records.tombstones(), scene.records.ledger(), scene.objects, scene.clock).once();
    }
}
