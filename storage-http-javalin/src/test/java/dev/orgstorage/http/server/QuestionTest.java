package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QuestionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void howeverManyAskItIsAskedOnceAtATime() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        Question question = new Question(
                () -> {
                    asked.incrementAndGet();
                    awaited(answer);
                },
                LONG);
        CompletableFuture<Boolean> first = question.ask();
        for (int i = 0; i < 100; i++) {
            assertThat(question.ask()).isSameAs(first);
        }
        answer.countDown();
        assertThat(first.join()).isTrue();
        assertThat(question.ask().join()).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatFailsOrTakesTooLongDoesNotAnswer() {
        Question failing = new Question(
                () -> {
                    throw new IllegalStateException("down");
                },
                LONG);
        assertThat(failing.ask().join()).isFalse();
        CountDownLatch never = new CountDownLatch(1);
        assertThat(new Question(() -> awaited(never), Duration.ofMillis(20))
                        .ask()
                        .join())
                .isFalse();
        never.countDown();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
