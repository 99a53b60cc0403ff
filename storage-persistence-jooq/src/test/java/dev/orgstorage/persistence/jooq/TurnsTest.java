package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Alarms alarms = new Alarms();
    private final Turns turns = new Turns(1, alarms);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        alarms.close();
    }

    @Test
    void aPlaceThatIsGivenBackIsFree() throws Exception {
        assertThat(turns.take(LONG)).isTrue();
        turns.giveBack();
        assertThat(turns.take(LONG)).isTrue();
    }

    @Test
    void whoAskedFirstIsServedFirst() throws Exception {
        turns.take(LONG);
        List<Future<Boolean>> asked = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            asked.add(ask(LONG, i));
        }
        for (int i = 0; i < 5; i++) {
            turns.giveBack();
            assertThat(asked.get(i).get()).isTrue();
            assertThat(asked.subList(i + 1, 5)).noneMatch(Future::isDone);
        }
    }

    @Test
    void whoHasWaitedTooLongGoesAndIsServedNoMore() throws Exception {
        turns.take(LONG);
        Future<Boolean> impatient = ask(Duration.ofMillis(1), 1);
        assertThat(impatient.get()).isFalse();
        Future<Boolean> patient = ask(LONG, 1);
        turns.giveBack();
        assertThat(patient.get()).isTrue();
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void whoIsInterruptedGoesAndTakesNoPlaceAlong() throws Exception {
        turns.take(LONG);
        Future<Boolean> interrupted = ask(LONG, 1);
        Future<Boolean> next = ask(LONG, 2);
        interrupted.cancel(true);
        awaitWaiting(1);
        turns.giveBack();
        assertThat(next.get()).isTrue();
    }

    @Test
    void whoeverWaitsWhenTheAlarmsEndGoes() throws Exception {
        turns.take(LONG);
        Future<Boolean> waiting = ask(LONG, 1);
        alarms.close();
        assertThat(waiting.get()).isFalse();
    }

    @Test
    void whoIsInterruptedBeforeIsNotServed() throws Exception {
        turns.take(LONG);
        Future<Boolean> before = threads.submit(() -> {
            Thread.currentThread().interrupt();
            return turns.take(LONG);
        });
        assertThatThrownBy(before::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(turns.waiting()).isZero();
    }

    /** Asks, and returns once so many wait. */
    private Future<Boolean> ask(Duration patience, int waiting) {
        Future<Boolean> asked = threads.submit(() -> turns.take(patience));
        while (turns.waiting() < waiting && !asked.isDone()) {
            Thread.onSpinWait();
        }
        return asked;
    }

    private void awaitWaiting(int waiting) {
        while (turns.waiting() != waiting) {
            Thread.onSpinWait();
        }
    }
}
