package dev.orgstorage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DisposableFolderTest {

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatIsInUseIsNot() throws IOException {
        try (DisposableFolder inUse = DisposableFolder.create()) {
            Files.createDirectory(inUse.content());
            Path left = Path.of(System.getProperty("java.io.tmpdir"), "orgstorage-disposable-left");
            Files.createDirectories(left.resolve("content"));
            age(left);
            age(inUse.content().resolveSibling("."));

            DisposableFolder.create().close();

            assertThat(left).doesNotExist();
            assertThat(inUse.content()).exists();
        }
    }

    private static void age(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
}
