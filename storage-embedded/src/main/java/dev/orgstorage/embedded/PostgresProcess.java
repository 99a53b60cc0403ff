package dev.orgstorage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL server.
 *
 * <p>"Die with the parent" means the thread that started the process, not the whole of our process. So one platform
 * thread starts it, reads what it says, and lives as long as it.
 */
final class PostgresProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final int LONGEST_RECOVERY_MINUTES = 10;
    private static final int LONGEST_STOP_SECONDS = 30;
    private static final int LINES_KEPT = 30;

    private final ProcessBuilder command;
    private final int port;
    private final CompletableFuture<Process> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private volatile @Nullable Process process;
    private volatile boolean stopping;

    private PostgresProcess(ProcessBuilder command, int port) {
        this.command = command;
        this.port = port;
    }

    /** Returns once the server takes connections. */
    static PostgresProcess start(ProcessBuilder command, int port) {
        PostgresProcess process = new PostgresProcess(command, port);
        Thread.ofPlatform().daemon().name("postgres-" + port).start(process::run);
        process.awaitReady();
        return process;
    }

    private void run() {
        try {
            Process running = command.start();
            process = running;
            if (stopping) {
                kill();
            }
            running.getOutputStream().close();
            try (BufferedReader output = new BufferedReader(new InputStreamReader(running.getInputStream(), UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    heard(line, running);
                }
            }
            ended(running.waitFor());
        } catch (IOException e) {
            EmbeddedException failure = new EmbeddedException("PostgreSQL could not be run: " + command.command(), e);
            ready.completeExceptionally(failure);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void heard(String line, Process running) {
        LOG.debug("{}", line);
        synchronized (lastLines) {
            if (lastLines.size() == LINES_KEPT) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
        if (line.endsWith("ready to accept connections")) {
            ready.complete(running);
        }
    }

    private void ended(int code) {
        boolean wasReady = !ready.completeExceptionally(
                saidSo("Address already in use")
                        ? new PortTakenException("PostgreSQL", port, null)
                        : new EmbeddedException(
                                "PostgreSQL did not start, it ended with code " + code + ":\n" + said()));
        if (wasReady && !stopping) {
            LOG.error("PostgreSQL on port {} ended by itself with code {}:\n{}", port, code, said());
        }
    }

    private boolean saidSo(String words) {
        return said().contains(words);
    }

    private String said() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    private void awaitReady() {
        @Nullable Process running = null;
        try {
            running = ready.get(LONGEST_RECOVERY_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new EmbeddedException(
                    "PostgreSQL was not ready after " + LONGEST_RECOVERY_MINUTES + " minutes:\n" + said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while waiting for PostgreSQL", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EmbeddedException known ? known : new IllegalStateException(e.getCause());
        } finally {
            if (running == null) {
                kill();
            }
        }
    }

    long pid() {
        return ready.join().pid();
    }

    private void kill() {
        stopping = true;
        @Nullable Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stopping = true;
        Process running = ready.join();
        if (!running.isAlive()) {
            return;
        }
        Signals.interrupt(running.pid());
        try {
            if (running.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            LOG.warn("PostgreSQL on port {} did not stop in {} s and is killed", port, LONGEST_STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.destroyForcibly().onExit().join();
    }
}
