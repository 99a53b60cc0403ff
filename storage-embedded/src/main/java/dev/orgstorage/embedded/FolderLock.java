package dev.orgstorage.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder kept for one process at a time, by a lock on the file {@code lock} in it, which names the holder.
 *
 * <p>The operating system drops the lock when its holder dies, however it dies; the file stays.
 */
public final class FolderLock implements AutoCloseable {

    /** Closing any channel to a file drops every lock this process has on it, so a second one must not be opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks the folder, which is created when missing.
     *
     * @throws FolderInUseException when another process has it, or this one already
     * @throws EmbeddedException when it cannot be written to
     */
    public static FolderLock of(Path folder) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            if (!HELD_HERE.add(real)) {
                throw new FolderInUseException(
                        folder, String.valueOf(ProcessHandle.current().pid()));
            }
            @Nullable FolderLock lock = null;
            try {
                lock = lock(folder, real);
                return lock;
            } finally {
                if (lock == null) {
                    HELD_HERE.remove(real);
                }
            }
        } catch (IOException e) {
            throw new EmbeddedException(folder + " cannot be locked: make it a folder that this user may write to", e);
        }
    }

    private static FolderLock lock(Path folder, Path real) throws IOException {
        FileChannel channel = FileChannel.open(real.resolve("lock"), CREATE, READ, WRITE);
        boolean locked = false;
        try {
            if (channel.tryLock() == null) {
                throw new FolderInUseException(folder, holder(channel));
            }
            channel.truncate(0);
            channel.write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            locked = true;
            return new FolderLock(real, channel);
        } catch (OverlappingFileLockException e) {
            throw new FolderInUseException(folder, holder(channel));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        return US_ASCII.decode(pid.flip()).toString().strip();
    }

    /** Lets the folder go; again is fine. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedException("the lock of " + folder + " could not be given back", e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
