package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Ledger.Adoption;
import dev.orgstorage.port.Ledger.Known;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.port.Tombstones.Due;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of {@link Tombstones} to whoever removes the objects. */
public interface TombstonesContract {
    Duration LEASE = Duration.ofMinutes(5);

    /** An empty storage, the same at each call of a test. */
    RecordStorage storage();

    @Test
    default void aTombstoneIsDueFromWhenItIsLeft() {
        FileRecord file = removed();
        Due due = takeOne();
        assertThat(due.tombstone().id()).isEqualTo(file.id());
        assertThat(due.tombstone().key()).isEqualTo(file.key());
        assertThat(due.last()).isFalse();
        assertThat(due.attempts()).isEqualTo(1);
    }

    @Test
    default void whatIsTakenIsNobodyElsesUntilTheLeaseIsOver() {
        FileRecord file = removed();
        takeOne();
        assertThat(take()).isEmpty();
        storage().pass(LEASE.plusSeconds(1));
        Due again = takeOne();
        assertThat(again.tombstone().key()).isEqualTo(file.key());
        assertThat(again.attempts()).isEqualTo(2);
    }

    @Test
    default void ofManyTakersAtOnceEachIsGivenOthers() throws Exception {
        Set<ObjectKey> keys = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            keys.add(removed().key());
        }
        List<ObjectKey> taken = new ArrayList<>();
        List<Callable<List<Due>>> takers = IntStream.range(0, 6)
                .<Callable<List<Due>>>mapToObj(
                        taker -> () -> storage().tombstones().take(10, LEASE))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Due>> some : threads.invokeAll(takers)) {
                some.get().forEach(due -> taken.add(due.tombstone().key()));
            }
        }
        take().forEach(due -> taken.add(due.tombstone().key()));
        assertThat(taken).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    default void thoseDueLongestAreTakenFirst() {
        FileRecord first = removed();
        storage().pass(Duration.ofSeconds(1));
        FileRecord second = removed();
        storage().pass(Duration.ofSeconds(1));
        FileRecord third = removed();
        for (FileRecord file : List.of(first, second, third)) {
            assertThat(storage().tombstones().take(1, LEASE))
                    .singleElement()
                    .satisfies(due -> assertThat(due.tombstone().key()).isEqualTo(file.key()));
        }
    }

    @Test
    default void onceItsObjectIsRemovedATombstoneIsNextDueAtItsEndAndThenGoes() {
        FileRecord file = removed();
        storage().tombstones().settle(take());
        assertThat(tombstoneOf(file).objectRemoved()).isTrue();
        storage().pass(Tombstone.MEMORY.minusMinutes(1));
        assertThat(take()).isEmpty();

        storage().pass(Duration.ofMinutes(2));
        Due last = takeOne();
        assertThat(last.last()).isTrue();
        assertThat(last.attempts()).isEqualTo(1);
        storage().tombstones().settle(List.of(last));
        assertThat(storage().tombstones().find(file.owner(), file.id())).isEmpty();
    }

    @Test
    default void whatDeletingRemovedAtOnceIsNextDueAtItsEnd() {
        FileRecord file = removed();
        storage().tombstones().objectRemoved(file.owner(), file.key());
        assertThat(take()).isEmpty();
        storage().pass(Tombstone.MEMORY.plusMinutes(1));
        assertThat(takeOne().last()).isTrue();
    }

    @Test
    default void aTombstoneTakenBeforeItsEndStandsWhenItIsSettledAfterIt() {
        FileRecord file = removed();
        storage().pass(Tombstone.MEMORY.minusMinutes(1));
        Due early = takeOne();
        storage().pass(Duration.ofMinutes(2));
        storage().tombstones().settle(List.of(early));
        assertThat(tombstoneOf(file).objectRemoved()).isTrue();
        assertThat(takeOne().last()).isTrue();
    }

    @Test
    default void aTombstoneStandsLongerThanAnyUploadUrlOfItsKey() {
        Instant until = Instant.now().plus(Duration.ofDays(5));
        FileRecord file = pending();
        FileRecord patient = new FileRecord(
                file.id(),
                file.key(),
                file.owner(),
                file.uploader(),
                file.name(),
                file.content(),
                new FileState.Pending(until),
                file.createdAt(),
                file.updatedAt());
        storage().records().add(patient);
        storage().records().remove(patient.owner(), patient.id());
        storage().tombstones().settle(take());
        storage().pass(Duration.ofDays(5));
        assertThat(take()).isEmpty();
        storage().pass(Tombstone.TRANSFER.plusMinutes(1));
        assertThat(takeOne().last()).isTrue();
    }

    @Test
    default void whatFailedIsDueAgainAfterTheWait() {
        removed();
        storage().tombstones().postpone(take(), Duration.ofMinutes(10), "AccessDenied");
        storage().pass(Duration.ofMinutes(9));
        assertThat(take()).isEmpty();
        storage().pass(Duration.ofMinutes(2));
        Due again = takeOne();
        assertThat(again.attempts()).isEqualTo(2);

        storage().tombstones().settle(List.of(again));
        storage().pass(Tombstone.MEMORY);
        assertThat(takeOne().attempts()).as("counted anew").isEqualTo(1);
    }

    @Test
    default void settlingWhatIsGoneDoesNothing() {
        removed();
        List<Due> taken = take();
        storage().pass(Tombstone.MEMORY.plusHours(1));
        List<Due> last = take();
        storage().tombstones().settle(last);
        storage().tombstones().settle(last);
        storage().tombstones().settle(taken);
        storage().tombstones().postpone(taken, Duration.ZERO, "late");
        storage().tombstones().settle(List.of());
        storage().tombstones().postpone(List.of(), Duration.ZERO, "nothing");
        assertThat(take()).isEmpty();
    }

    @Test
    default void onlyTheRecordDecidesSoThatATombstoneOfAKeyWithARecordIsDropped() {
        FileRecord file = removed();
        List<Due> taken = take();
        storage().records().add(file);
        storage().tombstones().postpone(taken, Duration.ZERO, "not yet");
        assertThat(take()).isEmpty();
        assertThat(storage().tombstones().find(file.owner(), file.id())).isEmpty();
        assertThat(storage().records().find(file.owner(), file.id())).contains(file);
    }

    @Test
    default void removingAFileAgainLeavesItsTombstoneAnew() {
        FileRecord file = removed();
        storage().tombstones().settle(take());
        storage().pass(Duration.ofHours(20));
        storage().records().add(file);
        storage().records().remove(file.owner(), file.id());
        Due due = takeOne();
        assertThat(due.tombstone().objectRemoved()).isFalse();
        assertThat(due.last()).isFalse();
        assertThat(due.attempts()).isEqualTo(1);
    }

    @Test
    default void anOrphanIsBuriedOnce() {
        ObjectKey orphan = new ObjectKey("somebody else's/file.txt");
        assertThat(storage().tombstones().bury(pending().id(), orphan)).isTrue();
        assertThat(storage().tombstones().bury(pending().id(), orphan)).isFalse();
        assertThat(storage().ledger().known(List.of(orphan))).containsEntry(orphan, Known.TOMBSTONE);
        assertThat(takeOne().tombstone().key()).isEqualTo(orphan);
    }

    @Test
    default void thatAnObjectIsRemovedCanBeNotedWithoutItsOwner() {
        FileRecord file = removed();
        ObjectKey orphan = new ObjectKey("nobody's/file.txt");
        storage().tombstones().bury(pending().id(), orphan);
        storage().tombstones().objectRemoved(file.key());
        storage().tombstones().objectRemoved(orphan);
        assertThat(take()).isEmpty();
        assertThat(storage().tombstones().page("", null, 10)).hasSize(2).allMatch(Tombstone::objectRemoved);
    }

    @Test
    default void whatHasARecordIsNotBuried() {
        FileRecord file = pending();
        storage().records().add(file);
        assertThat(storage().tombstones().bury(pending().id(), file.key())).isFalse();
        assertThat(storage().ledger().find(file.key())).contains(file);
        assertThat(take()).isEmpty();
    }

    @Test
    default void ofBuryingAndAdoptingAtOnceOneWins() throws Exception {
        for (int round = 0; round < 30; round++) {
            FileRecord file = Samples.ready(pending());
            Callable<Boolean> bury = () -> storage().tombstones().bury(pending().id(), file.key());
            Callable<Boolean> adopt =
                    () -> storage().ledger().adopt(List.of(file)).get(file.key()) == Adoption.ADDED;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> buried = threads.submit(bury);
                Future<Boolean> adopted = threads.submit(adopt);
                assertThat(buried.get()).isNotEqualTo(adopted.get());
            }
        }
    }

    @Test
    default void tombstonesArePagedThroughInTheOrderOfKeys() {
        List<ObjectKey> keys = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            keys.add(removed().key());
        }
        keys.sort(null);
        assertThat(keysOf(storage().tombstones().page("", null, 10))).isEqualTo(keys.subList(0, 10));
        assertThat(keysOf(storage().tombstones().page("", keys.get(9), 1000))).isEqualTo(keys.subList(10, 25));
        assertThat(storage().tombstones().page("nobody/", null, 10)).isEmpty();
    }

    @Test
    default void tooManyAtOnceAreRefused() {
        for (int limit : new int[] {-1, 0, 1001}) {
            assertThatThrownBy(() -> storage().tombstones().take(limit, LEASE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> storage().tombstones().page("", null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private FileRecord pending() {
        Samples samples = new Samples(Instant.now(), new SecureRandom());
        Caller caller = samples.member();
        return samples.pending(caller);
    }

    private FileRecord removed() {
        FileRecord file = pending();
        storage().records().add(file);
        storage().records().remove(file.owner(), file.id());
        return file;
    }

    private List<Due> take() {
        return storage().tombstones().take(1000, LEASE);
    }

    private Due takeOne() {
        List<Due> taken = take();
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    private Tombstone tombstoneOf(FileRecord file) {
        return storage().tombstones().find(file.owner(), file.id()).orElseThrow();
    }

    private static List<ObjectKey> keysOf(List<Tombstone> tombstones) {
        return tombstones.stream().map(Tombstone::key).toList();
    }
}
