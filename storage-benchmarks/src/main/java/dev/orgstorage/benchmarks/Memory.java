package dev.orgstorage.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory this JVM has taken, in MiB, garbage included. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final long KIB_PER_MIB = 1 << 10;
    private static final long BYTES_PER_MIB = 1 << 20;

    private Memory() {}

    static long heapLimit() {
        return Runtime.getRuntime().maxMemory() / BYTES_PER_MIB;
    }

    static void forgetHeapPeak() {
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The most of the heap that has been used since the peak was forgotten, to the disadvantage of what is measured. */
    static long heapPeak() {
        return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / BYTES_PER_MIB;
    }

    /** The most that has been resident since the JVM started; empty where the system does not tell. */
    static OptionalLong residentPeak() {
        if (!Files.exists(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(MOST_RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
