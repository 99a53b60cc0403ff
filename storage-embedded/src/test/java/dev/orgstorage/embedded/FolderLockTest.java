package dev.orgstorage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void whoIsRefusedIsToldWhoHoldsIt() throws Exception {
        try (ChildJvm other = ChildJvm.run(LockMain.class, folder)) {
            assertThat(other.says()).isEqualTo("locked");
            assertThatThrownBy(() -> FolderLock.of(folder))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining(
                            folder + " is in use by process " + other.process().pid());
        }
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        try (ChildJvm other = ChildJvm.run(LockMain.class, folder)) {
            assertThat(other.says()).isEqualTo("locked");
            other.kill();
            FolderLock.of(folder).close();
        }
    }

    @Test
    void aSecondTryInTheSameProcessDoesNotLoseTheFirst() throws Exception {
        try (FolderLock first = FolderLock.of(folder)) {
            assertThatThrownBy(() -> FolderLock.of(folder))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("in use by process " + ownPid());
            try (ChildJvm other = ChildJvm.run(LockMain.class, folder)) {
                assertThat(other.says()).contains("in use by process " + ownPid());
            }
            assertThat(first).isNotNull();
        }
        FolderLock.of(folder).close();
    }

    @Test
    void aFolderThatCannotBeIsNamed() {
        Path impossible = Path.of("/dev/null/folder");
        assertThatThrownBy(() -> FolderLock.of(impossible))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(impossible.toString());
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }
}
