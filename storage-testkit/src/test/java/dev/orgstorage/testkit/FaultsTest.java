package dev.orgstorage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.usecase.Storage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryFileRecords realRecords = new InMemoryFileRecords(clock);
    private final InMemoryObjectStore bucket = new InMemoryObjectStore(clock);
    private final Faults faults = new Faults();
    private final FileRecords records = faults.around(FileRecords.class, realRecords);
    private final Tombstones tombstones = faults.around(Tombstones.class, realRecords.tombstones());
    private final ObjectStore objects = faults.around(ObjectStore.class, bucket);

    private final Samples samples = new Samples(NOON, new Random(7));
    private final Caller ann = samples.someone();
    private final FileRecord file = samples.pending(ann);
    private final ObjectKey key = file.key();

    FaultsTest() {
        bucket.put(key, "text/plain", new byte[11]);
    }

    /** A port as others may write it. */
    private interface Letters {
        String letter(int number) throws IOException;

        default String two() throws IOException {
            return letter(1) + letter(2);
        }
    }

    @Test
    void withoutAPlanThePortsDoWhatTheyDo() {
        records.add(file);
        objects.delete(key);
        assertThat(records.find(file.owner(), file.id())).contains(file);
        assertThat(bucket.stat(key)).isEmpty();
    }

    @Test
    void aCallThatFailsBeforehandHasNoEffect() {
        faults.plan(Fault.FAIL_BEFORE.at(1));
        unavailable(() -> objects.delete(key));
        assertThat(bucket.stat(key)).isPresent();
    }

    @Test
    void aCallThatFailsAfterwardsHasItsEffectAndLosesItsAnswer() {
        faults.plan(Fault.FAIL_AFTER.at(1));
        unavailable(() -> objects.delete(key));
        assertThat(bucket.stat(key)).isEmpty();
    }

    @Test
    void anAnswerThatIsAnExceptionIsLostAsWell() {
        faults.plan(Fault.FAIL_AFTER.at(1));
        unavailable(() -> objects.list("", null, 0));
    }

    @Test
    void theCallOfThatNumberFailsAndNoOtherWhicheverPortItIsOf() {
        faults.plan(Fault.FAIL_BEFORE.at(3));
        records.add(file);
        objects.stat(key);
        unavailable(() -> records.find(file.owner(), file.id()));
        records.find(file.owner(), file.id());
        objects.stat(key);
    }

    @Test
    void callsAreCountedFromTheLatestPlan() {
        objects.stat(key);
        faults.plan(Fault.FAIL_BEFORE.at(1));
        assertThat(faults.calls()).isEmpty();
        unavailable(() -> objects.stat(key));
        faults.clear();
        assertThat(faults.calls()).isEmpty();
        objects.stat(key);
        assertThat(faults.calls()).hasSize(1);
    }

    @Test
    void aMethodIsDownWhileTheOthersWork() {
        faults.plan(Fault.FAIL_BEFORE.on(ObjectStore.class, "delete"));
        unavailable(() -> objects.delete(key));
        assertThat(objects.stat(key)).isPresent();
        unavailable(() -> objects.delete(key));
    }

    @Test
    void aMethodOfTheSameNameOnAnotherPortWorks() {
        faults.plan(Fault.FAIL_BEFORE.on(Tombstones.class, "find"));
        records.find(file.owner(), file.id());
        unavailable(() -> tombstones.find(file.owner(), file.id()));
    }

    @Test
    void theNthCallOfAMethodFailsAndNoOther() {
        faults.plan(Fault.FAIL_BEFORE.on(ObjectStore.class, "delete", 2));
        objects.delete(key);
        objects.stat(key);
        unavailable(() -> objects.delete(key));
        objects.delete(key);
    }

    @Test
    void aPlanMayLookAtTheArguments() {
        ObjectKey poisoned = samples.pending(ann).key();
        faults.plan(call -> call.arguments().contains(poisoned) ? Fault.FAIL_BEFORE : Fault.NONE);
        objects.list("", null, 10);
        objects.delete(key);
        unavailable(() -> objects.delete(poisoned));
    }

    @Test
    void aFailureSaysWhichCallItWasAndThatItWasMade() {
        faults.plan(Fault.FAIL_BEFORE.at(1));
        assertThatThrownBy(() -> objects.stat(key))
                .hasMessage("Unavailable: call 1, ObjectStore.stat(" + key + ")")
                .hasRootCauseMessage("Made to fail before it had an effect");
    }

    @Test
    void aCrashBeforehandHasNoEffectAndOneAfterwardsHas() {
        faults.plan(Fault.CRASH_BEFORE.at(1));
        crashed(() -> objects.delete(key));
        assertThat(bucket.stat(key)).isPresent();
        faults.plan(Fault.CRASH_AFTER.at(1));
        crashed(() -> objects.delete(key));
        assertThat(bucket.stat(key)).isEmpty();
    }

    @Test
    void afterACrashNoCallOfAnyPortIsAnsweredOrHasAnEffect() {
        faults.plan(Fault.CRASH_AFTER.at(1));
        crashed(() -> records.add(file));
        for (int i = 0; i < 3; i++) {
            crashed(() -> objects.delete(key));
            crashed(() -> records.remove(file.owner(), file.id()));
            crashed(() -> objects.signDownload(file, Disposition.INLINE, Duration.ofMinutes(1)));
        }
        assertThat(bucket.stat(key)).isPresent();
        assertThat(realRecords.all()).containsExactly(file);
    }

    @Test
    void aCrashSaysWhereAndTheCallsEndThere() {
        faults.plan(Fault.CRASH_AFTER.at(2));
        records.add(file);
        crashed(() -> objects.stat(key));
        assertThatThrownBy(() -> objects.delete(key)).hasMessage("Crashed after call 2, ObjectStore.stat(" + key + ")");
        assertThat(faults.calls()).extracting(Call::name).containsExactly("FileRecords.add", "ObjectStore.stat");
    }

    @Test
    void aCallUnderWayWhenTheProcessDiesIsNotAnswered() {
        Fault meanwhile = Fault.before(call -> crashed(() -> objects.delete(key)));
        faults.plan(call -> call.number() == 1 ? meanwhile : Fault.CRASH_AFTER);
        crashed(() -> records.add(file));
        assertThat(realRecords.all()).containsExactly(file);
    }

    @Test
    void aCallUnderWayWhenTheProcessDiesIsNotAnsweredAfterTheRestartEither() {
        Fault meanwhile = Fault.before(call -> {
            crashed(() -> objects.delete(key));
            faults.clear();
        });
        faults.plan(call -> call.number() == 1 ? meanwhile : Fault.CRASH_BEFORE);
        crashed(() -> records.add(file));
        assertThat(records.find(file.owner(), file.id())).contains(file);
    }

    @Test
    void aNewPlanStartsTheProcessAgain() {
        faults.plan(Fault.CRASH_BEFORE.at(1));
        crashed(() -> objects.delete(key));
        faults.plan(Fault.CRASH_BEFORE.at(2));
        objects.delete(key);
        crashed(() -> objects.delete(key));
        faults.clear();
        objects.delete(key);
    }

    /** Deleting answers as done when the bucket fails, so this shows as well that it takes no crash for a failure. */
    @Test
    void everyPointOfAUseCaseIsFoundByCounting() {
        List<String> points = new ArrayList<>();
        for (int n = 1; dies(Fault.CRASH_BEFORE, n); n++) {
            points.add(faults.calls().getLast().name());
            assertThat(dies(Fault.CRASH_AFTER, n)).isTrue();
        }
        assertThat(points)
                .containsExactly(
                        "FileRecords.find", "FileRecords.remove", "ObjectStore.delete", "Tombstones.objectRemoved");
    }

    /** Whether a deletion comes as far as this call. */
    private boolean dies(Fault crash, int number) {
        FileRecord doomed = samples.pending(ann);
        realRecords.add(doomed);
        faults.plan(crash.at(number));
        try {
            Storage.over(records, tombstones, objects).deleteFile(ann, doomed.id());
            return false;
        } catch (Crash crashed) {
            return true;
        }
    }

    @Test
    void aSeedAlwaysMeansTheSameFaultsAndAnotherMeansOthers() {
        List<String> first = outcomes(FaultPlan.seeded(42, 0.3, Fault.FAIL_BEFORE, Fault.FAIL_AFTER));
        assertThat(outcomes(FaultPlan.seeded(42, 0.3, Fault.FAIL_BEFORE, Fault.FAIL_AFTER)))
                .isEqualTo(first);
        assertThat(outcomes(FaultPlan.seeded(43, 0.3, Fault.FAIL_BEFORE, Fault.FAIL_AFTER)))
                .isNotEqualTo(first);
    }

    @Test
    void aSeededPlanHasAsManyFaultsAsItsProbabilityAndAllKindsOfThem() {
        List<String> outcomes = outcomes(FaultPlan.seeded(42, 0.3, Fault.FAIL_BEFORE, Fault.FAIL_AFTER));
        assertThat(Collections.frequency(outcomes, "failed, not done")).isBetween(120, 180);
        assertThat(Collections.frequency(outcomes, "failed, done")).isBetween(120, 180);
        assertThat(Collections.frequency(outcomes, "done")).isBetween(640, 760);
    }

    @Test
    void aProbabilityIsFromNeverToAlways() {
        assertThat(Set.copyOf(outcomes(FaultPlan.seeded(1, 0, Fault.FAIL_BEFORE))))
                .containsExactly("done");
        assertThat(Set.copyOf(outcomes(FaultPlan.seeded(1, 1, Fault.FAIL_BEFORE))))
                .containsExactly("failed, not done");
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FaultPlan.seeded(1, wrong, Fault.FAIL_BEFORE))
                    .withMessageContaining("0 to 1");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.seeded(1, 0.5));
    }

    /** What becomes of a thousand deletions. */
    private List<String> outcomes(FaultPlan plan) {
        faults.plan(plan);
        return IntStream.range(0, 1000).mapToObj(i -> outcomeOfADeletion()).toList();
    }

    private String outcomeOfADeletion() {
        bucket.put(key, "text/plain", new byte[11]);
        try {
            objects.delete(key);
            return "done";
        } catch (StorageException.Unavailable e) {
            return bucket.stat(key).isPresent() ? "failed, not done" : "failed, done";
        }
    }

    @Test
    void callsOfManyThreadsAreCountedExactlyAndOneFails() throws Exception {
        faults.plan(Fault.FAIL_BEFORE.at(4_000));
        Callable<Integer> client = () -> {
            int failed = 0;
            for (int i = 0; i < 1_000; i++) {
                try {
                    objects.stat(key);
                } catch (StorageException.Unavailable e) {
                    failed++;
                }
            }
            return failed;
        };
        int failed = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> each : clients.invokeAll(Collections.nCopies(8, client))) {
                failed += each.get();
            }
        }
        assertThat(failed).isEqualTo(1);
        assertThat(faults.calls())
                .extracting(Call::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 8_000).boxed().toList());
        assertThat(faults.calls().getLast().nth()).isEqualTo(8_000);
    }

    @Test
    void everyThreadDiesInACrash() throws Exception {
        faults.plan(Fault.CRASH_BEFORE.on(ObjectStore.class, "delete", 1));
        Callable<String> client = () -> {
            try {
                while (true) {
                    objects.delete(key);
                }
            } catch (Crash crash) {
                return String.valueOf(crash.getMessage());
            }
        };
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (Future<String> each : clients.invokeAll(Collections.nCopies(8, client))) {
                assertThat(each.get()).startsWith("Crashed before call ");
            }
        }
    }

    @Test
    void aDelayIsWaitedBeforeTheEffect() {
        List<Duration> waited = new ArrayList<>();
        Fault slow = Fault.delay(Duration.ofSeconds(30), time -> {
            assertThat(bucket.stat(key)).isPresent();
            waited.add(time);
        });
        faults.plan(slow.on(ObjectStore.class, "delete"));
        objects.stat(key);
        assertThat(waited).isEmpty();
        objects.delete(key);
        assertThat(waited).containsExactly(Duration.ofSeconds(30));
        assertThat(bucket.stat(key)).isEmpty();
    }

    @Test
    void aDelayMayBePassedOnAClock() {
        faults.plan(Fault.delay(Duration.ofHours(1), clock::advance).at(1));
        assertThat(objects.stat(key)).isPresent();
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void aRealDelayEnds() {
        faults.plan(Fault.delay(Duration.ofMillis(1)).at(1));
        assertThat(objects.stat(key)).isPresent();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whoIsInterruptedWaitsNoLonger() {
        faults.plan(Fault.delay(Duration.ofDays(1)).at(1));
        Thread.currentThread().interrupt();
        unavailable(() -> objects.delete(key));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bucket.stat(key)).isPresent();
    }

    @Test
    void somethingElseMayHappenRightAfterACall() {
        faults.plan(Fault.after(look -> bucket.delete(key)).on(ObjectStore.class, "stat", 1));
        assertThat(objects.stat(key)).isPresent();
        assertThat(objects.stat(key)).isEmpty();
    }

    @Test
    void whatThePortThrowsPassesThroughAsItIs() {
        assertThatThrownBy(() -> objects.list("", null, 0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 1000");
        bucket.down(true);
        assertThatThrownBy(() -> objects.stat(key))
                .isExactlyInstanceOf(StorageException.Unavailable.class)
                .hasMessageNotContaining("call");
        IOException lost = new IOException("lost");
        Letters letters = faults.around(Letters.class, number -> {
            throw lost;
        });
        assertThatThrownBy(letters::two).isSameAs(lost);
    }

    @Test
    void whatEveryObjectCanDoIsNoCallAndWorksAfterACrash() {
        faults.plan(Fault.CRASH_BEFORE.at(1));
        crashed(() -> objects.stat(key));
        assertThat(Set.of(objects, records))
                .contains(objects, records)
                .doesNotContain(faults.around(ObjectStore.class, bucket));
        assertThat(objects.toString()).startsWith("Faults around dev.orgstorage.testkit.InMemoryObjectStore@");
        assertThat(faults.calls()).hasSize(1);
    }

    @Test
    void aDefaultMethodIsOneCallAndIsThePortsOwn() throws IOException {
        Letters letters = faults.around(Letters.class, number -> number == 1 ? "a" : "b");
        assertThat(letters.two()).isEqualTo("ab");
        assertThat(faults.calls()).extracting(Call::name).containsExactly("Letters.two");
        assertThat(faults.calls().getFirst()).hasToString("call 1, Letters.two()");
    }

    @Test
    void argumentsAreKeptAndMayBeNull() {
        objects.list("uploads/", null, 10);
        assertThat(faults.calls().getFirst().arguments()).containsExactly("uploads/", null, 10);
        assertThat(faults.calls().getFirst()).hasToString("call 1, ObjectStore.list(uploads/, null, 10)");
    }

    @Test
    void onlyAnInterfaceIsAPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.around(InMemoryObjectStore.class, bucket))
                .withMessageContaining("InMemoryObjectStore is not");
    }

    @Test
    void aPlanThatCouldNeverComeTrueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.FAIL_AFTER.at(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.FAIL_AFTER.on(ObjectStore.class, "delete", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.FAIL_AFTER.on(ObjectStore.class, "delte"))
                .withMessage("ObjectStore has no method delte");
        assertThatCode(() -> Fault.FAIL_AFTER.on(Letters.class, "two", 1)).doesNotThrowAnyException();
    }

    @Test
    void aFaultSaysWhatItIs() {
        assertThat(List.of(Fault.NONE, Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.CRASH_BEFORE, Fault.CRASH_AFTER))
                .hasToString("[NONE, FAIL_BEFORE, FAIL_AFTER, CRASH_BEFORE, CRASH_AFTER]");
    }

    private static void unavailable(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(StorageException.Unavailable.class);
    }

    private static void crashed(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(Crash.class);
    }
}
