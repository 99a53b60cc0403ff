package dev.orgstorage.http.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Whether something answers in time. It is asked once at a time: whoever asks meanwhile gets the answer that comes. */
final class Question {
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private final Runnable question;
    private final Duration patience;
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

    /** @param question that fails if there is no answer */
    Question(Runnable question, Duration patience) {
        this.question = question;
        this.patience = patience;
    }

    synchronized CompletableFuture<Boolean> ask() {
        if (last.isDone()) {
            last = CompletableFuture.runAsync(question, VIRTUAL)
                    .thenApply(nothing -> true)
                    .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> false);
        }
        return last;
    }
}
