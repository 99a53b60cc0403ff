package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTreeTest {
    @TempDir
    private Path proc;

    @Test
    void itCountsAProcessAndAllThatDescendFromIt() throws IOException {
        process(10, "postgres", 1, 100, 1000);
        process(11, "postgres: a (b) c", 10, 20, 2000);
        process(12, "grandchild", 11, 3, 3000);
        process(13, "stranger", 1, 5000, 4000);
        ProcessTree tree = new ProcessTree(proc, 10);
        assertThat(tree.cpuSeconds()).isEqualTo(4 * 1.23, within(1e-9));
        assertThat(tree.cpuSecondsOfRoot()).isEqualTo(4, within(1e-9));
        assertThat(tree.residentKibibytes()).isEqualTo(6000);
    }

    @Test
    void whatIsNoProcessAnyMoreCountsNothing() throws IOException {
        process(10, "server", 1, 100, 1000);
        Files.createDirectory(proc.resolve("11"));
        assertThat(new ProcessTree(proc, 10).cpuSeconds()).isEqualTo(4);
        assertThat(new ProcessTree(proc, 11).cpuSeconds()).isZero();
        assertThat(new ProcessTree(proc, 12).isAlive()).isFalse();
    }

    @Test
    void thisProcessIsSeenAtWork() {
        assumeTrue(Files.exists(ProcessTree.PROC), "only Linux has /proc");
        ProcessTree here = ProcessTree.of(ProcessHandle.current().pid());
        double before = here.cpuSecondsOfRoot();
        long until = System.nanoTime() + 100_000_000;
        while (here.cpuSecondsOfRoot() == before && System.nanoTime() - until < 20_000_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(here.cpuSecondsOfRoot()).isGreaterThan(before);
        assertThat(here.residentKibibytes()).isPositive();
    }

    /** Four times of so many ticks: user and system, its own and of children that have ended. */
    private void process(long pid, String name, long parent, long ticks, long resident) throws IOException {
        Path folder = Files.createDirectory(proc.resolve(String.valueOf(pid)));
        String times = "%d ".formatted(ticks).repeat(4);
        String line = pid + " (" + name + ") S " + parent + " 10 10 0 -1 4194560 1 2 3 4 " + times + "20 0 1 0 99 7 8";
        Files.writeString(folder.resolve("stat"), line);
        Files.writeString(folder.resolve("status"), "Name:\tx\nVmHWM:\t  9999 kB\nVmRSS:\t  " + resident + " kB\n");
    }
}
