package dev.orgstorage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A temporary folder, deleted at close; what processes that were killed left behind goes when the next one is made. */
final class DisposableFolder implements AutoCloseable {

    private static final Duration TIME_TO_LOCK_IT = Duration.ofMinutes(1);
    private static final String PREFIX = "orgstorage-disposable-";

    private final Path folder;
    private final FolderLock lock;

    private DisposableFolder(Path folder) {
        this.folder = folder;
        this.lock = FolderLock.of(folder);
    }

    static DisposableFolder create() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Folders.forEach(temporary, PREFIX, Instant.now().minus(TIME_TO_LOCK_IT), DisposableFolder::deleteAbandoned);
            return new DisposableFolder(Files.createTempDirectory(temporary, PREFIX));
        } catch (IOException e) {
            throw new EmbeddedException(temporary + " cannot be used for temporary folders", e);
        }
    }

    private static void deleteAbandoned(Path folder) {
        try (DisposableFolder abandoned = new DisposableFolder(folder)) {
            PostgresSurvivors.clear(abandoned.content());
        } catch (EmbeddedException e) {
            // In use, or not ours.
        }
    }

    /** Where to put things; not there yet. */
    Path content() {
        return folder.resolve("content");
    }

    @Override
    public void close() {
        Folders.deleteQuietly(folder);
        lock.close();
    }
}
