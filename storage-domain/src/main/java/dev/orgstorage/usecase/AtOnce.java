package dev.orgstorage.usecase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks the same of many things, on virtual threads, so many at once. Each thread is born of the one that asks, and so
 * inherits what that has in its inheritable thread locals, such as the trace that this is a part of.
 */
final class AtOnce {
    private final int most;

    AtOnce(int most) {
        this.most = most;
    }

    /** The answers in the order of the things. If one fails, the others are asked all the same, and then it is thrown. */
    <T, R> List<R> map(Collection<T> things, Function<T, R> question) {
        Semaphore places = new Semaphore(most);
        List<Future<R>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T thing : things) {
                places.acquireUninterruptibly();
                answers.add(threads.submit(() -> {
                    try {
                        return question.apply(thing);
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        return answers.stream().map(AtOnce::answer).toList();
    }

    /**
     * @param all what was answered, in the order of the things
     * @param inTime whether nothing was given up because it took too long
     */
    record Answers<R>(List<R> all, boolean inTime) {}

    /** The answers that are there within the time given; whatever takes longer is interrupted, and what fails has none. */
    <T, R> Answers<R> mapWithin(Duration patience, Collection<T> things, Function<T, R> question) {
        if (things.isEmpty()) {
            return new Answers<>(List.of(), true);
        }
        Semaphore places = new Semaphore(most);
        List<Callable<R>> questions = things.stream()
                .<Callable<R>>map(thing -> () -> {
                    places.acquire();
                    try {
                        return question.apply(thing);
                    } finally {
                        places.release();
                    }
                })
                .toList();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<R>> answers = threads.invokeAll(questions, patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answers<>(
                    answers.stream()
                            .filter(answer -> answer.state() == Future.State.SUCCESS)
                            .map(Future::resultNow)
                            .toList(),
                    answers.stream().noneMatch(Future::isCancelled));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answers<>(List.of(), true);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> R answer(Future<R> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
