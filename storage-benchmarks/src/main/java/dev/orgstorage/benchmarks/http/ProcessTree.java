package dev.orgstorage.benchmarks.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process and all that descend from it, as Linux tells in {@code /proc}.
 *
 * @param proc where that is
 */
public record ProcessTree(Path proc, long root) {
    static final Path PROC = Path.of("/proc");

    /** USER_HZ, 100 on every machine that Java runs on. */
    static final double TICKS_PER_SECOND = 100;

    private static final int PARENT = 1;
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    private static final String RESIDENT = "VmRSS:";

    /** Of {@code /proc/[pid]/stat}: the times are of the process, and of children that have ended and were waited for. */
    private record Stat(long pid, long parent, long ticks) {}

    public static ProcessTree of(long pid) {
        return new ProcessTree(PROC, pid);
    }

    boolean isAlive() {
        return Files.exists(proc.resolve(String.valueOf(root)));
    }

    /** What all of them have used since they began; what has ended counts with who waited for it. */
    public double cpuSeconds() {
        return tree().stream().mapToLong(Stat::ticks).sum() / TICKS_PER_SECOND;
    }

    /** What the first of them has used, and those of its children that have ended. */
    double cpuSecondsOfRoot() {
        return tree().getFirst().ticks / TICKS_PER_SECOND;
    }

    /** Of the processes alone that are there: memory that they share counts for each. */
    long residentKibibytes() {
        return tree().stream().mapToLong(stat -> resident(stat.pid)).sum();
    }

    /** How many files and sockets the first of them has open. */
    long descriptors() {
        try (Stream<Path> open = Files.list(proc.resolve(String.valueOf(root)).resolve("fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new CannotMeasure("The open files of process " + root + " cannot be counted", e);
        }
    }

    private List<Stat> tree() {
        Map<Long, List<Stat>> children = new HashMap<>();
        List<Stat> all = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                read(process.resolve("stat")).map(ProcessTree::parsed).ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new CannotMeasure("Processes are measured by " + proc + ", which only Linux has", e);
        }
        all.forEach(stat -> children.computeIfAbsent(stat.parent, parent -> new ArrayList<>())
                .add(stat));
        List<Stat> tree = new ArrayList<>();
        Deque<Stat> left = new ArrayDeque<>();
        all.stream().filter(stat -> stat.pid == root).forEach(left::add);
        while (!left.isEmpty()) {
            Stat stat = left.pop();
            tree.add(stat);
            left.addAll(children.getOrDefault(stat.pid, List.of()));
        }
        return tree;
    }

    /** The name, in parentheses, may hold anything, parentheses too. */
    private static Stat parsed(String line) {
        int open = line.indexOf('(');
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return new Stat(Long.parseLong(line.substring(0, open - 1)), Long.parseLong(fields[PARENT]), ticks);
    }

    private long resident(long pid) {
        return read(proc.resolve(String.valueOf(pid)).resolve("status")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /** Empty if the process has ended. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
