package dev.orgstorage.http.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long command end in order when it is asked to (SIGINT, SIGTERM): between two steps it sees that it was asked,
 * and the process ends, with the status of the signal, once this is closed.
 */
final class StopSignal implements AutoCloseable {
    /** Beyond that the process ends in the middle of a step. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean given;

    private StopSignal() {}

    static StopSignal awaited() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    boolean given() {
        return given;
    }

    private void stop() {
        given = true;
        try {
            ended.await(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook is at work, and ends by now.
        }
    }
}
