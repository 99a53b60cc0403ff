package dev.orgstorage.http.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a process says, read while it says it, so that its pipe is never full. Of what it said last, some is kept. */
final class Output {
    private static final int LINES_KEPT = 200;
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(3);

    private final String readyLine;
    private final Deque<String> lines = new ArrayDeque<>();
    private final CompletableFuture<List<String>> untilReady = new CompletableFuture<>();
    private final Thread reader;

    private Output(BufferedReader output, String readyLine) {
        this.readyLine = readyLine;
        this.reader = Thread.ofPlatform().daemon().unstarted(() -> read(output));
    }

    /** @param readyLine what is in the line by which the process says that it has started */
    static Output of(Process process, String readyLine) {
        Output output = new Output(process.inputReader(), readyLine);
        output.reader.start();
        return output;
    }

    private void read(BufferedReader output) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            heard("(the output broke off: " + e.getMessage() + ")");
        }
        untilReady.completeExceptionally(new AssertionError("Ended before it was ready:\n" + this));
    }

    private void heard(String line) {
        synchronized (lines) {
            if (lines.size() == LINES_KEPT) {
                lines.removeFirst();
            }
            lines.addLast(line);
            if (line.contains(readyLine)) {
                untilReady.complete(List.copyOf(lines));
            }
        }
    }

    /** All up to the line that says ready; fails with all that was said if the process ends before. */
    List<String> untilReady() {
        try {
            return untilReady.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (TimeoutException e) {
            throw new AssertionError("Not ready after " + LONGEST_START + ":\n" + this, e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** Waits for the end, and returns what was said. */
    String toTheEnd() throws InterruptedException {
        if (!reader.join(LONGEST_COMMAND)) {
            throw new AssertionError("Still speaking after " + LONGEST_COMMAND + ":\n" + this);
        }
        return toString();
    }

    /** The last lines. */
    @Override
    public String toString() {
        synchronized (lines) {
            return String.join("\n", new ArrayList<>(lines));
        }
    }
}
