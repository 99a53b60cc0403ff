package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Packages from npm, kept in {@code .orgstorage} beside what else builds need. */
public final class NodePackages {
    private static final Path ROOT = Path.of(System.getProperty("orgstorage.root"));
    private static final Duration LONGEST_INSTALLATION = Duration.ofMinutes(3);

    private NodePackages() {}

    /** A folder among the sources of this module's tests. */
    static Path source(String name) {
        return ROOT.resolve("storage-http-javalin/src/test").resolve(name);
    }

    /** The folder that has the packages of its lock file; they are fetched once, and again when the lock file changes. */
    static Path installed(String name) throws IOException, InterruptedException {
        return installed(source(name));
    }

    /** The same for a folder anywhere, which has a {@code package.json} and its lock file. */
    public static Path installed(Path source) throws IOException, InterruptedException {
        String name = source.getFileName().toString();
        Path folder = ROOT.resolve(".orgstorage").resolve(name + "-" + lock(source));
        if (Files.exists(folder)) {
            return folder;
        }
        Files.createDirectories(ROOT.resolve(".orgstorage"));
        Path part = Files.createTempDirectory(ROOT.resolve(".orgstorage"), name + "-part");
        for (String file : new String[] {"package.json", "package-lock.json"}) {
            Files.copy(source.resolve(file), part.resolve(file));
        }
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(part.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(npm.getInputStream().readAllBytes(), UTF_8);
        boolean done = npm.waitFor(LONGEST_INSTALLATION.toSeconds(), TimeUnit.SECONDS) && npm.exitValue() == 0;
        Tools.require(done, "npm could not fetch the packages of " + source + ":\n" + said);
        try {
            return Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            return folder;
        }
    }

    private static String lock(Path source) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(source.resolve("package-lock.json")));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
