package dev.orgstorage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a predecessor that was killed has left running, or lying, in a data folder. */
final class PostgresSurvivors {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PostgresSurvivors() {}

    /** Stops what still runs on the data folder, and sees to it that the next server is not put off by what ran. */
    static void clear(Path data) {
        try {
            Path pidFile = data.resolve("postmaster.pid");
            Optional<Long> pid = firstLine(pidFile).map(Long::parseLong);
            if (pid.isEmpty()) {
                return;
            }
            ProcessHandle.of(pid.get())
                    .filter(process -> runsOn(process, data))
                    .ifPresent(server -> Signals.interrupt(server.pid()));
            ProcessHandle.allProcesses()
                    .filter(process -> runsOn(process, data))
                    .forEach(process -> end(process, data));
            if (ProcessHandle.of(pid.get()).isPresent()) {
                disown(pidFile);
            }
        } catch (IOException e) {
            throw new EmbeddedException("the database folder " + data + " cannot be read", e);
        }
    }

    private static Optional<String> firstLine(Path file) throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("-?[0-9]{1,18}"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean runsOn(ProcessHandle process, Path data) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        if (!Files.exists(proc)) {
            return process.info()
                            .command()
                            .filter(PostgresSurvivors::isPostgres)
                            .isPresent()
                    && List.of(process.info().arguments().orElse(new String[0])).contains(data.toString());
        }
        try {
            List<String> command =
                    List.of(Files.readString(proc.resolve("cmdline")).split("\0", -1));
            return isPostgres(command.getFirst())
                    && (command.contains(data.toString()) || data.equals(Files.readSymbolicLink(proc.resolve("cwd"))));
        } catch (IOException e) {
            return false;
        }
    }

    /** The server goes by the path of its program, its workers by what they do. */
    private static boolean isPostgres(String name) {
        return name.endsWith("/postgres") || name.startsWith("postgres: ");
    }

    private static void end(ProcessHandle process, Path data) {
        if (endsWithin(PATIENCE, process, data)) {
            return;
        }
        process.destroyForcibly();
        if (!endsWithin(PATIENCE, process, data)) {
            throw new EmbeddedException("the PostgreSQL of a predecessor, process " + process.pid() + ", still runs on "
                    + data + " and cannot be killed: stop it");
        }
    }

    /** Looks again and again: it is not our child, and nothing tells when it ends; a zombie of it may stay for good. */
    static boolean endsWithin(Duration patience, ProcessHandle process, Path data) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (runsOn(process, data)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedException("interrupted while stopping the PostgreSQL of a predecessor", e);
            }
        }
        return true;
    }

    /**
     * The number now belongs to a zombie or to a stranger, and either would keep PostgreSQL from starting. It takes its
     * own parent's number for a coincidence, though; the rest of the file stays, with which it looks for its like.
     */
    private static void disown(Path pidFile) throws IOException {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            lines.set(0, String.valueOf(ProcessHandle.current().pid()));
            Files.write(pidFile, lines, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (NoSuchFileException e) {
            // It ended in good order, and took its file along.
        }
    }
}
