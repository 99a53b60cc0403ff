package dev.orgstorage.http.server;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches whether the machine stands still, its processors or its disk: some fifty times a second it brings a byte to
 * the disk, and keeps the longest time that this took.
 */
final class Standstill implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel file;
    private final AtomicLong longest = new AtomicLong();
    private final Thread watcher =
            Thread.ofPlatform().daemon().name("standstill").unstarted(this::watch);
    private volatile boolean watching = true;

    private Standstill(FileChannel file) {
        this.file = file;
    }

    /** @param folder on the disk to watch */
    static Standstill watch(Path folder) throws IOException {
        Standstill standstill = new Standstill(FileChannel.open(folder.resolve("standstill"), CREATE_NEW, WRITE));
        standstill.watcher.start();
        return standstill;
    }

    private void watch() {
        try (file) {
            long last = System.nanoTime();
            while (watching) {
                LockSupport.parkNanos(PAUSE.toNanos());
                file.write(ByteBuffer.allocate(1), 0);
                file.force(false);
                long now = System.nanoTime();
                longest.accumulateAndGet(now - last, Math::max);
                last = now;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    @Override
    public void close() {
        watching = false;
    }
}
