package dev.orgstorage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket.Credentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves of uploads under way, when the bucket is started again. */
class UnfinishedUploadsTest {
    @TempDir
    private Path folder;

    @Test
    void whatNeverBecameAnObjectGoesWithTheNextStart() throws IOException {
        Path unfinished = write(aName("file"), false);
        startAndStop();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void anObjectThatIsInItsPlaceLosesOnlyItsOtherName() throws IOException {
        Path object = write("file", true);
        Path other = Files.createLink(object.resolveSibling(aName("file")), object);
        startAndStop();
        assertThat(other).doesNotExist();
        assertThat(object).hasContent("bytes");
    }

    @Test
    void objectsStayWhateverTheirNames() throws IOException {
        Path named = write(aName("file"), true);
        Path plain = write("file", false);
        Path uuid = write(UUID.randomUUID().toString(), false);
        startAndStop();
        assertThat(named).exists();
        assertThat(plain).exists();
        assertThat(uuid).exists();
    }

    private static String aName(String object) {
        return object + "-" + UUID.randomUUID();
    }

    private Path write(String name, boolean whole) throws IOException {
        Path place = Files.createDirectories(folder.resolve(EmbeddedBucket.NAME).resolve("uploads/users/ann"));
        Path file = Files.writeString(place.resolve(name), "bytes");
        if (whole) {
            Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                    .write("user.content-md5", ByteBuffer.wrap(new byte[16]));
        }
        return file;
    }

    private void startAndStop() {
        EmbeddedBucket.start(folder, 0, List.of(), Credentials.random()).close();
    }
}
