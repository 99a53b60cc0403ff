package dev.orgstorage.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.Ledger.Adoption;
import dev.orgstorage.port.Ledger.Backlog;
import dev.orgstorage.port.Ledger.Known;
import dev.orgstorage.testkit.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of {@link Ledger}. */
public interface LedgerContract {
    Duration HOUR = Duration.ofHours(1);

    /** An empty storage, the same at each call of a test. */
    RecordStorage storage();

    @Test
    default void aRecordIsFoundByItsKeyWhoeverOwnsIt() {
        for (Caller caller : List.of(samples().someone(), samples().member())) {
            FileRecord file = added(caller);
            assertThat(storage().ledger().find(file.key())).contains(file);
        }
        assertThat(storage().ledger().find(new ObjectKey("unknown"))).isEmpty();
    }

    @Test
    default void recordsArePagedThroughInTheOrderOfTheBytesOfTheirKeys() {
        List<FileRecord> files = Stream.of(
                        "a/1", "a/2", "a", "ab/1", "A/1", "ä/1", "a0", "a/\uD83E\uDD8A", "a/\uFFFD", "a/%", "a/_")
                .map(key -> ready(new ObjectKey(key)))
                .toList();
        storage().ledger().adopt(files);
        List<ObjectKey> inOrder = files.stream().map(FileRecord::key).sorted().toList();
        for (int limit : new int[] {1, 3, 1000}) {
            assertThat(paged("", limit)).isEqualTo(inOrder);
            assertThat(paged("a/", limit)).isEqualTo(beginning(inOrder, "a/"));
            assertThat(paged("a", limit)).isEqualTo(beginning(inOrder, "a"));
            assertThat(paged("ä/", limit)).hasSize(1);
            assertThat(paged("b/", limit)).isEmpty();
        }
    }

    @Test
    default void ofAKeyItIsKnownWhetherItHasARecordOrATombstone() {
        FileRecord kept = added(samples().member());
        FileRecord removed = added(samples().member());
        storage().records().remove(removed.owner(), removed.id());
        ObjectKey unknown = new ObjectKey("unknown");
        assertThat(storage().ledger().known(List.of(kept.key(), removed.key(), unknown)))
                .isEqualTo(Map.of(kept.key(), Known.RECORD, removed.key(), Known.TOMBSTONE));
        assertThat(storage().ledger().known(List.of())).isEmpty();
    }

    @Test
    default void anAdoptedRecordIsFoundAsItWasGiven() {
        Samples samples = samples();
        List<FileRecord> files = new ArrayList<>();
        for (String name : Samples.HARD_NAMES) {
            Content content = new Content(new MediaType("image/png"), 3_000_000_000L, Sha256.of(new byte[32]));
            files.add(Samples.ready(samples.pending(samples.member(), name, content)));
            files.add(Samples.ready(samples.pending(samples.someone(), name)));
        }
        assertThat(storage().ledger().adopt(files).values())
                .hasSize(files.size())
                .containsOnly(Adoption.ADDED);
        for (FileRecord file : files) {
            assertThat(storage().records().find(file.owner(), file.id())).contains(file);
        }
    }

    @Test
    default void aRecordWithoutAnUploaderIsAdopted() {
        FileRecord file = ready(new ObjectKey("old/file.txt"));
        assertThat(file.uploader()).isNull();
        storage().ledger().adopt(List.of(file));
        assertThat(storage().records().find(file.owner(), file.key())).contains(file);
    }

    @Test
    default void whatHasARecordIsNotAdoptedAgain() {
        FileRecord pending = added(samples().member());
        FileRecord file = Samples.ready(pending);
        assertThat(adopt(file)).isEqualTo(Adoption.ALREADY_THERE);
        assertThat(storage().ledger().find(file.key())).contains(pending);
    }

    @Test
    default void whatWasDeletedIsNotAdopted() {
        FileRecord file = added(samples().member());
        storage().records().remove(file.owner(), file.id());
        assertThat(adopt(Samples.ready(file))).isEqualTo(Adoption.DELETED);
        assertThat(storage().ledger().find(file.key())).isEmpty();
    }

    @Test
    default void anIdIsNotGivenToTwoKeys() {
        FileRecord file = added(samples().member());
        FileRecord copy = withKey(Samples.ready(file), new ObjectKey("copy of " + file.key()));
        assertThat(adopt(copy)).isEqualTo(Adoption.ID_TAKEN);
        assertThat(storage().ledger().find(copy.key())).isEmpty();
    }

    @Test
    default void oneThatCannotBeAdoptedDoesNotKeepTheOthers() {
        FileRecord there = added(samples().member());
        FileRecord deleted = added(samples().member());
        storage().records().remove(deleted.owner(), deleted.id());
        FileRecord fresh = Samples.ready(samples().pending(samples().someone()));
        assertThat(storage().ledger().adopt(List.of(Samples.ready(there), Samples.ready(deleted), fresh)))
                .isEqualTo(Map.of(
                        there.key(),
                        Adoption.ALREADY_THERE,
                        deleted.key(),
                        Adoption.DELETED,
                        fresh.key(),
                        Adoption.ADDED));
        assertThat(storage().ledger().adopt(List.of())).isEmpty();
    }

    @Test
    default void ofManyWhoAdoptTheSameAtOnceOneAddsIt() throws Exception {
        Samples samples = samples();
        Caller caller = samples.member();
        List<FileRecord> files = Stream.generate(() -> Samples.ready(samples.pending(caller)))
                .limit(50)
                .toList();
        Callable<Long> adopt = () -> storage().ledger().adopt(files).values().stream()
                .filter(Adoption.ADDED::equals)
                .count();
        long added = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> one : threads.invokeAll(Collections.nCopies(8, adopt))) {
                added += one.get();
            }
        }
        assertThat(added).isEqualTo(50);
    }

    @Test
    default void anAdoptionBesideADeletionNeverBringsTheFileBack() throws Exception {
        for (int round = 0; round < 30; round++) {
            FileRecord file = added(samples().member());
            Callable<?> adopt = () -> storage().ledger().adopt(List.of(Samples.ready(file)));
            Callable<?> delete = () -> storage().records().remove(file.owner(), file.id());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> adopted = threads.submit(adopt);
                Future<?> deleted = threads.submit(delete);
                adopted.get();
                deleted.get();
            }
            assertThat(storage().ledger().known(List.of(file.key()))).containsEntry(file.key(), Known.TOMBSTONE);
        }
    }

    @Test
    default void onlyReadyRecordsAreAdoptedAndNotTooManyAtOnce() {
        FileRecord pending = samples().pending(samples().member());
        assertThatThrownBy(() -> storage().ledger().adopt(List.of(pending)))
                .isInstanceOf(IllegalArgumentException.class);
        List<FileRecord> many = Collections.nCopies(1001, Samples.ready(pending));
        assertThatThrownBy(() -> storage().ledger().adopt(many)).isInstanceOf(IllegalArgumentException.class);
        assertThat(storage().ledger().find(pending.key())).isEmpty();
    }

    @Test
    default void anUploadIsTakenOnceItsUrlHasExpired() {
        FileRecord file = added(samples().member());
        FileRecord done = added(samples().member());
        storage().records().markReady(Samples.ready(done));
        assertThat(storage().ledger().takeExpired(1000, HOUR)).isEmpty();
        storage().pass(Duration.ofMinutes(11));
        assertThat(keysOf(storage().ledger().takeExpired(1000, HOUR))).containsExactly(file.key());
        assertThat(storage().ledger().takeExpired(1000, HOUR)).isEmpty();
        storage().pass(HOUR.plusSeconds(1));
        assertThat(keysOf(storage().ledger().takeExpired(1000, HOUR))).containsExactly(file.key());
    }

    @Test
    default void uploadsThatExpiredFirstAreTakenFirst() {
        FileRecord first = added(samples().member());
        storage().pass(Duration.ofSeconds(1));
        FileRecord second = added(samples().member());
        storage().pass(Duration.ofMinutes(11));
        assertThat(keysOf(storage().ledger().takeExpired(1, HOUR))).containsExactly(first.key());
        assertThat(keysOf(storage().ledger().takeExpired(1, HOUR))).containsExactly(second.key());
    }

    @Test
    default void anUploadIsAbandonedOnlyWhenNothingCanArriveAnyMore() {
        FileRecord file = added(samples().member());
        storage().pass(Duration.ofMinutes(9).plus(Tombstone.TRANSFER));
        assertThat(storage().ledger().removeAbandoned(file)).isFalse();
        assertThat(storage().ledger().find(file.key())).isPresent();
        storage().pass(Duration.ofMinutes(2));
        assertThat(storage().ledger().removeAbandoned(file)).isTrue();
        assertThat(storage().ledger().removeAbandoned(file)).isFalse();
        assertThat(storage().tombstones().find(file.owner(), file.id())).isPresent();
    }

    @Test
    default void whatBecameReadyIsNotAbandoned() {
        FileRecord file = added(samples().member());
        storage().records().markReady(Samples.ready(file));
        storage().pass(Duration.ofDays(1));
        assertThat(storage().ledger().removeAbandoned(file)).isFalse();
        assertThat(storage().records().find(file.owner(), file.id())).contains(Samples.ready(file));
    }

    @Test
    default void whatWaitsIsCountedAndWhatIsDoneIsNot() {
        assertThat(storage().ledger().backlog(1000)).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO));
        added(samples().member());
        FileRecord done = added(samples().someone());
        storage().records().markReady(Samples.ready(done));
        FileRecord removed = added(samples().member());
        storage().records().remove(removed.owner(), removed.id());
        storage().pass(Duration.ofSeconds(90));
        FileRecord next = added(samples().someone());
        storage().records().remove(next.owner(), next.id());

        Backlog waiting = storage().ledger().backlog(1000);
        assertThat(waiting).isEqualTo(new Backlog(1, 2, 2, waiting.oldestDue()));
        assertThat(waiting.oldestDue()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));

        storage().tombstones().settle(storage().tombstones().take(1000, HOUR));
        assertThat(storage().ledger().backlog(1000)).isEqualTo(new Backlog(1, 2, 0, Duration.ZERO));
    }

    @Test
    default void countingStopsWhereItIsTold() {
        for (int i = 0; i < 3; i++) {
            added(samples().member());
            FileRecord removed = added(samples().member());
            storage().records().remove(removed.owner(), removed.id());
        }
        Backlog waiting = storage().ledger().backlog(2);
        assertThat(waiting).isEqualTo(new Backlog(2, 2, 2, waiting.oldestDue()));
        for (int atMost : new int[] {-1, 0, 1_000_001}) {
            assertThatThrownBy(() -> storage().ledger().backlog(atMost)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void tooManyRecordsAtOnceAreRefused() {
        for (int limit : new int[] {-1, 0, 1001}) {
            assertThatThrownBy(() -> storage().ledger().page("", null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> storage().ledger().takeExpired(limit, HOUR))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Samples samples() {
        return new Samples(Instant.now(), new SecureRandom());
    }

    private FileRecord added(Caller caller) {
        FileRecord file = samples().pending(caller);
        storage().records().add(file);
        return file;
    }

    private FileRecord ready(ObjectKey key) {
        FileRecord file = withKey(Samples.ready(samples().pending(samples().member())), key);
        return new FileRecord(
                file.id(),
                key,
                file.owner(),
                null,
                file.name(),
                file.content(),
                file.state(),
                file.createdAt(),
                file.updatedAt());
    }

    private static FileRecord withKey(FileRecord file, ObjectKey key) {
        Owner owner = file.owner();
        return new FileRecord(
                file.id(),
                key,
                owner,
                file.uploader(),
                file.name(),
                file.content(),
                file.state(),
                file.createdAt(),
                file.updatedAt());
    }

    private @Nullable Adoption adopt(FileRecord file) {
        return storage().ledger().adopt(List.of(file)).get(file.key());
    }

    private List<ObjectKey> paged(String prefix, int limit) {
        List<ObjectKey> keys = new ArrayList<>();
        List<FileRecord> page = storage().ledger().page(prefix, null, limit);
        while (!page.isEmpty()) {
            keys.addAll(keysOf(page));
            page = storage().ledger().page(prefix, keys.getLast(), limit);
        }
        return keys;
    }

    private static List<ObjectKey> beginning(List<ObjectKey> keys, String prefix) {
        return keys.stream().filter(key -> key.value().startsWith(prefix)).toList();
    }

    private static List<ObjectKey> keysOf(List<FileRecord> files) {
        return files.stream().map(FileRecord::key).toList();
    }
}
