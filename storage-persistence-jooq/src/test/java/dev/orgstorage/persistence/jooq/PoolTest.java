package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class PoolTest {
    /** Below what a call waits for a connection by as much as a busy machine may add. */
    private static final Duration HELD = Duration.ofMillis(2200);

    private static final Duration TOO_LONG = Duration.ofSeconds(3);
    private static final int ATTEMPTS = 5;

    @Test
    void aCallThatWaitedLongForABusyPoolIsAnswered() throws Exception {
        DatabaseSettings all = TestDatabase.settings();
        try (Pool pool = Pool.forRequests(new DatabaseSettings(all.url(), all.user(), all.password(), 1));
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean answered = false;
            for (int i = 0; i < ATTEMPTS && !answered; i++) {
                Connection only = pool.acquire();
                Future<Integer> waiting = others.submit(() -> DSL.using(pool, SQLDialect.POSTGRES)
                        .selectOne()
                        .fetchSingle()
                        .value1());
                Duration held = hold(only);
                pool.release(only);
                answered = isAnswered(waiting, held);
            }
            assertThat(answered).isTrue();
        }
    }

    /** Half of what would be the same for all. HikariCP by itself serves most of them once, and a few all the time. */
    @Test
    void ofManyCallersNobodyIsForgotten() throws Exception {
        int callers = 50;
        int calls = 2000;
        DatabaseSettings all = TestDatabase.settings();
        try (Pool pool = Pool.forRequests(new DatabaseSettings(all.url(), all.user(), all.password(), 1));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger left = new AtomicInteger(calls);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> served = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                served.add(threads.submit(() -> {
                    start.await();
                    return callsUntilNoneIsLeft(pool, left);
                }));
            }
            start.countDown();
            for (Future<Integer> one : served) {
                assertThat(one.get()).isGreaterThan(calls / callers / 2);
            }
        }
    }

    @Test
    void whoseAnswerDoesNotComeWaitsNoLongerAndTheConnectionIsNotUsedAgain() {
        DatabaseSettings all = TestDatabase.settings();
        try (Pool pool = Pool.forRequests(new DatabaseSettings(all.url(), all.user(), all.password(), 1))) {
            DSLContext calls = DSL.using(pool, SQLDialect.POSTGRES);
            DSLContext impatient = DSL.using(pool.within(Duration.ZERO), SQLDialect.POSTGRES);
            int before = backend(calls);
            assertThat(backend(calls)).isEqualTo(before);
            assertThatThrownBy(() -> impatient.fetch("select pg_sleep(60)")).isInstanceOf(DataAccessException.class);
            assertThat(backend(calls)).isNotEqualTo(before);
        }
    }

    private static int backend(DSLContext calls) {
        return calls.fetchSingle("select pg_backend_pid()").get(0, int.class);
    }

    @Test
    void whatWasNotWaitedForAConnectionIsLeftForTheAnswer() {
        assertThat(Pool.answerWait(Pool.REQUEST, Duration.ZERO)).isEqualTo(Duration.ofMillis(4500));
        assertThat(Pool.answerWait(Pool.REQUEST, Duration.ofSeconds(2))).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void anAnswerIsWaitedForASecondAtLeast() {
        assertThat(Pool.answerWait(Pool.REQUEST, Duration.ofMillis(3600))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pool.answerWait(Pool.REQUEST, Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
    }

    private static int callsUntilNoneIsLeft(Pool pool, AtomicInteger left) {
        int calls = 0;
        for (; left.decrementAndGet() >= 0; calls++) {
            DSL.using(pool, SQLDialect.POSTGRES).selectOne().fetch();
        }
        return calls;
    }

    /** How long the database let the connection wait. */
    private static Duration hold(Connection connection) throws SQLException {
        long begin = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(" + HELD.toMillis() / 1000.0 + ")");
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** False if there is no telling, as the machine stood still and the connection was held for too long. */
    private static boolean isAnswered(Future<Integer> waiting, Duration held) throws Exception {
        if (held.compareTo(TOO_LONG) < 0) {
            assertThat(waiting.get()).isEqualTo(1);
            return true;
        }
        try {
            return waiting.get() == 1;
        } catch (ExecutionException waitedTooLong) {
            return false;
        }
    }
}
