package dev.orgstorage.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that are there whole or not at all. */
final class Folders {

    private Folders() {}

    /** A new folder beside the one it shall become, so that {@link #publish} is a rename. */
    static Path draftOf(Path folder) throws IOException {
        return Files.createTempDirectory(createParent(folder), draftPrefix(folder));
    }

    static Path createParent(Path folder) throws IOException {
        return Files.createDirectories(parent(folder));
    }

    /** Removes drafts that nobody finished: those last changed before the given time. */
    static void deleteDraftsOf(Path folder, Instant before) throws IOException {
        forEach(parent(folder), draftPrefix(folder), before, Folders::deleteQuietly);
    }

    /** Each entry of a folder whose name begins so and that was last changed before the given time. */
    static void forEach(Path folder, String prefix, Instant before, Consumer<Path> action) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(
                folder, entry -> entry.getFileName().toString().startsWith(prefix))) {
            for (Path entry : entries) {
                if (changedBefore(entry, before)) {
                    action.accept(entry);
                }
            }
        }
    }

    private static boolean changedBefore(Path path, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Renames in one step; false when the target was there before. */
    static boolean publish(Path draft, Path folder) throws IOException {
        try {
            Files.move(draft, folder, ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (isEmpty(folder)) {
                throw e;
            }
            return false;
        }
        try (FileChannel parent = FileChannel.open(parent(folder), StandardOpenOption.READ)) {
            parent.force(true);
        }
        return true;
    }

    /** Whether there is nothing in the folder, or no such folder. */
    static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // Somebody else's, or still being written to; the next one to come by tries again.
        }
    }

    private static Path parent(Path folder) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            throw new EmbeddedException(folder + " is the root of a file system: choose a folder in it");
        }
        return parent;
    }

    private static String draftPrefix(Path folder) {
        return folder.getFileName() + ".draft-";
    }
}
