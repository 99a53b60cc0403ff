package dev.orgstorage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresBinariesTest {

    @TempDir
    private Path folder;

    @Test
    void severalMayUnpackAtOnceAndAHalfUnpackedFolderIsNotTrusted() throws Exception {
        Path half = Files.createDirectories(folder.resolve("postgresql-half.draft-1/bin"));
        Files.createFile(half.resolve("postgres"));

        var other = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(folder));
        Path programs = PostgresBinaries.unpackedIn(folder);

        assertThat(other.get()).isEqualTo(programs);
        assertThat(programs.resolve("bin/postgres")).isExecutable();
        assertThat(programs.resolve("lib/libpq.so.5")).isSymbolicLink().isRegularFile();
        assertThat(folder).isDirectoryNotContaining("glob:**linux*draft*");
    }
}
