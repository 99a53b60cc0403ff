package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.http.server.Diagnosis.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Looks at one thing after the other, none for longer than ten seconds, and tells of each as soon as it is seen. */
final class Examination {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String part;
    private final Consumer<Diagnosis> listener;

    /** @param part what it is about, such as the database */
    Examination(String part, Consumer<Diagnosis> listener) {
        this.part = part;
        this.listener = listener;
    }

    /**
     * Looks, and says whether it did not fail.
     *
     * @param remedy what to do if the look itself fails, with an {@link IOException} or as unavailable
     */
    boolean look(String check, String remedy, Callable<Outcome> look) {
        Outcome outcome = bounded(remedy, look);
        listener.accept(new Diagnosis(part, check, outcome.verdict(), outcome.says(), outcome.remedy()));
        return outcome.verdict() != Verdict.FAILED;
    }

    void skipped(String check, String reason) {
        listener.accept(new Diagnosis(part, check, Verdict.SKIPPED, reason, null));
    }

    private static Outcome bounded(String remedy, Callable<Outcome> look) {
        FutureTask<Outcome> task = new FutureTask<>(look);
        Thread.startVirtualThread(task);
        try {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return Outcome.failed("no answer within " + PATIENCE.toSeconds() + " seconds", remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case StorageException.Unavailable unavailable -> Outcome.failed(words(unavailable), remedy);
                case IOException unreachable -> Outcome.failed(Wire.words(unreachable), remedy);
                case null, default -> throw new IllegalStateException(e);
            };
        }
    }

    private static String words(StorageException.Unavailable unavailable) {
        return String.valueOf(unavailable.getMessage()).replaceFirst("^Unavailable: ", "");
    }
}
