package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Usage;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Ledger.Known;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.Owners.Holdings;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of {@link Owners}. */
public interface OwnersContract {
    /** An empty storage, the same at each call of a test. */
    RecordStorage storage();

    @Test
    default void anOwnersFilesAndTheirBytesAreCounted() {
        People people = new People(storage());
        assertThat(storage().owners().holdings(people.acme)).isEqualTo(new Holdings(2, 22));
        assertThat(storage().owners().holdings(people.annsOwn)).isEqualTo(new Holdings(2, 22));
        assertThat(storage().owners().holdings(samples().someone().context())).isEqualTo(Holdings.NONE);
        assertThat(storage().owners().uploadedForOrganizations(people.ann)).isEqualTo(new Holdings(2, 22));
    }

    @Test
    default void erasingAUserTakesTheirOwnFilesAndTheirNameFromThoseOfOrganizations() {
        People people = new People(storage());
        assertThat(storage().owners().erase(people.ann)).isEqualTo(new Holdings(2, 22));

        for (FileRecord gone : List.of(people.annsReady, people.annsPending)) {
            assertThat(storage().records().find(gone.owner(), gone.id())).isEmpty();
            assertThat(storage().tombstones().find(gone.owner(), gone.id())).isPresent();
        }
        FileRecord kept =
                storage().records().find(people.acme, people.annsAtAcme.id()).orElseThrow();
        assertThat(kept).isEqualTo(withUploader(people.annsAtAcme, null));
        assertThat(storage().records().find(people.acme, people.bobsAtAcme.id()))
                .contains(people.bobsAtAcme);
        assertThat(storage().records().find(people.bobsOwn, people.bobs.id())).contains(people.bobs);
    }

    @Test
    default void erasingAnOrganizationTakesItsFilesAndNothingElse() {
        People people = new People(storage());
        assertThat(storage().owners().erase(people.acmeId)).isEqualTo(new Holdings(2, 22));
        for (FileRecord gone : List.of(people.annsAtAcme, people.bobsAtAcme)) {
            assertThat(storage().ledger().known(List.of(gone.key()))).containsEntry(gone.key(), Known.TOMBSTONE);
        }
        assertThat(storage().records().find(people.annsOwn, people.annsReady.id()))
                .contains(people.annsReady);
        assertThat(storage().owners().holdings(people.neighbour)).isEqualTo(new Holdings(1, 11));
    }

    @Test
    default void whoIsErasedOrUnknownIsErasedAlready() {
        People people = new People(storage());
        storage().owners().erase(people.ann);
        assertThat(storage().owners().erase(people.ann)).isEqualTo(Holdings.NONE);
        assertThat(storage().owners().erase(new OrganizationId("nobody's"))).isEqualTo(Holdings.NONE);
    }

    @Test
    default void whoIsErasedCanComeAgain() {
        People people = new People(storage());
        storage().owners().erase(people.ann);
        FileRecord again = ready(storage(), Caller.personal(people.ann));
        assertThat(storage().records().find(people.annsOwn, again.id())).contains(again);
    }

    @Test
    default void uploadsBesideAnErasureAreKeptOrBuriedAndNeverLost() throws Exception {
        for (int round = 0; round < 10; round++) {
            Caller caller = samples().someone();
            ready(storage(), caller);
            List<FileRecord> files = new ArrayList<>();
            List<Callable<Boolean>> uploads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                FileRecord file = samples().pending(caller);
                files.add(file);
                uploads.add(() -> isAdded(file));
            }
            uploads.add(4, () -> storage().owners().erase(caller.user()) != null);
            List<Boolean> added = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> done : threads.invokeAll(uploads)) {
                    added.add(done.get());
                }
            }
            added.remove(4);
            for (int i = 0; i < files.size(); i++) {
                boolean known =
                        !storage().ledger().known(List.of(files.get(i).key())).isEmpty();
                assertThat(known).isEqualTo(added.get(i));
            }
        }
    }

    @Test
    default void aFileIsGivenToAnotherOwnerWithItsKey() {
        People people = new People(storage());
        Instant now = Instant.parse("2026-05-06T07:08:09.123456Z");
        FileRecord file = people.annsReady;
        assertThat(storage().owners().transfer(people.annsOwn, file.id(), people.acme, now))
                .isTrue();
        assertThat(storage().records().find(people.annsOwn, file.id())).isEmpty();
        assertThat(storage().records().find(people.acme, file.key())).contains(ownedBy(file, people.acme, now));
        assertThat(storage().records().list(people.acme, FileQuery.newest(10)).files())
                .hasSize(3);

        assertThat(storage().owners().transfer(people.acme, file.key(), people.annsOwn, now))
                .isTrue();
        assertThat(storage().records().find(people.annsOwn, file.id())).contains(ownedBy(file, people.annsOwn, now));
        assertThat(storage().tombstones().page("", null, 10)).isEmpty();
    }

    @Test
    default void aFileIsGivenToAnOwnerOfWhomNothingIsKnown() {
        People people = new People(storage());
        Owner stranger = Owner.of(samples().organization());
        assertThat(storage().owners().transfer(people.annsOwn, people.annsReady.id(), stranger, Instant.now()))
                .isTrue();
        assertThat(storage().owners().holdings(stranger)).isEqualTo(new Holdings(1, 11));
    }

    @Test
    default void onlyAReadyFileOfTheOwnerIsGiven() {
        People people = new People(storage());
        Instant now = Instant.now();
        assertThat(storage().owners().transfer(people.annsOwn, people.annsPending.id(), people.acme, now))
                .isFalse();
        assertThat(storage().owners().transfer(people.bobsOwn, people.annsReady.id(), people.acme, now))
                .isFalse();
        assertThat(storage().records().find(people.annsOwn, people.annsReady.id()))
                .contains(people.annsReady);
        assertThat(storage().records().find(people.annsOwn, people.annsPending.id()))
                .contains(people.annsPending);
    }

    @Test
    default void allReadyFilesOfAnOwnerAreGivenTogether() {
        People people = new People(storage());
        assertThat(storage().owners().transferAll(people.annsOwn, people.acme, Instant.now()))
                .isEqualTo(new Holdings(1, 11));
        assertThat(storage().owners().holdings(people.acme)).isEqualTo(new Holdings(3, 33));
        assertThat(storage().owners().holdings(people.annsOwn)).isEqualTo(new Holdings(1, 11));
        assertThat(storage().owners().transferAll(people.annsOwn, people.acme, Instant.now()))
                .isEqualTo(Holdings.NONE);
    }

    @Test
    default void aRenamingBesideATransferIsDoneBeforeItOrNotAtAll() throws Exception {
        FileName renamed = new FileName("renamed.txt");
        for (int i = 0; i < 20; i++) {
            FileRecord file = ready(storage(), samples().someone());
            Owner heir = Owner.of(samples().organization());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> renaming = threads.submit(() -> storage()
                        .records()
                        .rename(file.owner(), file.id(), renamed, Instant.now())
                        .isPresent());
                Future<Boolean> transfer =
                        threads.submit(() -> storage().owners().transfer(file.owner(), file.id(), heir, Instant.now()));
                assertThat(transfer.get()).isTrue();
                FileName expected = renaming.get() ? renamed : file.name();
                assertThat(storage()
                                .records()
                                .find(heir, file.id())
                                .orElseThrow()
                                .name())
                        .isEqualTo(expected);
            }
            assertThat(storage().records().find(file.owner(), file.id())).isEmpty();
        }
    }

    @Test
    default void theUsageGoesWithTheFiles() {
        People people = new People(storage());
        assertThat(usage(people.acme)).isEqualTo(new Usage(2, 22));
        assertThat(usage(people.annsOwn)).isEqualTo(new Usage(1, 11));

        storage().owners().transfer(people.annsOwn, people.annsReady.id(), people.acme, Instant.now());
        assertThat(usage(people.acme)).isEqualTo(new Usage(3, 33));
        assertThat(usage(people.annsOwn)).isEqualTo(Usage.NONE);
        storage().owners().transferAll(people.acme, people.bobsOwn, Instant.now());
        assertThat(usage(people.acme)).isEqualTo(Usage.NONE);
        assertThat(usage(people.bobsOwn)).isEqualTo(new Usage(4, 44));

        storage().owners().erase(people.ann);
        assertThat(usage(people.bobsOwn)).isEqualTo(new Usage(4, 44));
        storage().owners().erase(people.bob);
        assertThat(usage(people.bobsOwn)).isEqualTo(Usage.NONE);
        storage().owners().erase(((Owner.Organization) people.neighbour).organization());
        assertThat(usage(people.neighbour)).isEqualTo(Usage.NONE);
        assertThat(storage().ledger().miscounted()).isZero();
    }

    private Usage usage(Owner owner) {
        return storage().records().usage(owner);
    }

    @Test
    default void whatWasGivenToAUserGoesWithThem() {
        People people = new People(storage());
        storage().owners().transfer(people.acme, people.bobsAtAcme.id(), people.annsOwn, Instant.now());
        assertThat(storage().owners().erase(people.ann)).isEqualTo(new Holdings(3, 33));
        assertThat(storage().tombstones().find(people.annsOwn, people.bobsAtAcme.id()))
                .isPresent();
    }

    private boolean isAdded(FileRecord file) {
        try {
            storage().records().add(file);
            return true;
        } catch (StorageException refused) {
            return false;
        }
    }

    private static FileRecord ready(RecordStorage storage, Caller caller) {
        FileRecord file = samples().pending(caller);
        storage.records().add(file);
        storage.records().markReady(Samples.ready(file));
        return Samples.ready(file);
    }

    private static Samples samples() {
        return new Samples(Instant.now(), new SecureRandom());
    }

    private static FileRecord withUploader(FileRecord file, @Nullable UserId uploader) {
        return new FileRecord(
                file.id(),
                file.key(),
                file.owner(),
                uploader,
                file.name(),
                file.content(),
                file.state(),
                file.createdAt(),
                file.updatedAt());
    }

    private static FileRecord ownedBy(FileRecord file, Owner owner, Instant now) {
        FileState state = file.state();
        return new FileRecord(
                file.id(),
                file.key(),
                owner,
                file.uploader(),
                file.name(),
                file.content(),
                state,
                file.createdAt(),
                now);
    }

    /** Ann and Bob, with files of their own and at Acme, and at an organization whose name is nearly Acme's. */
    final class People {
        final UserId ann = samples().user();
        final UserId bob = samples().user();
        final OrganizationId acmeId = samples().organization();
        final Owner annsOwn = Owner.of(ann);
        final Owner bobsOwn = Owner.of(bob);
        final Owner acme = Owner.of(acmeId);
        final Owner neighbour = Owner.of(new OrganizationId(acmeId.value() + "2"));
        final FileRecord annsReady;
        final FileRecord annsPending;
        final FileRecord bobs;
        final FileRecord annsAtAcme;
        final FileRecord bobsAtAcme;

        People(RecordStorage storage) {
            annsReady = ready(storage, Caller.personal(ann));
            annsPending = samples().pending(Caller.personal(ann));
            storage.records().add(annsPending);
            bobs = ready(storage, Caller.personal(bob));
            annsAtAcme = ready(storage, Caller.in(acmeId, ann, Role.MEMBER));
            bobsAtAcme = ready(storage, Caller.in(acmeId, bob, Role.MEMBER));
            ready(storage, Caller.in(new OrganizationId(acmeId.value() + "2"), ann, Role.MEMBER));
        }
    }
}
