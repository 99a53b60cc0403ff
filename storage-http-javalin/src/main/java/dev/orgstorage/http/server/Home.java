package dev.orgstorage.http.server;

import dev.orgstorage.embedded.EmbeddedBucket;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The folder of the embedded mode: data, programs, secrets made once, and the ports that were free the last time. */
record Home(Path folder) {
    private static final String JWT_SECRET = "jwt.secret";
    private static final String BUCKET_KEY = "bucket.accessKey";
    private static final String BUCKET_SECRET = "bucket.secretKey";
    private static final int SECRET_BYTES = 32;

    Path binaries() {
        return folder.resolve("binaries");
    }

    Path database() {
        return folder.resolve("database");
    }

    Path bucket() {
        return folder.resolve("bucket");
    }

    String jwtSecret() {
        return secrets().getProperty(JWT_SECRET);
    }

    EmbeddedBucket.Credentials bucketCredentials() {
        Properties secrets = secrets();
        return new EmbeddedBucket.Credentials(secrets.getProperty(BUCKET_KEY), secrets.getProperty(BUCKET_SECRET));
    }

    /** The port remembered for a server, or 0 if there is none. */
    int rememberedPort(String server) {
        Path file = folder.resolve("ports");
        return Files.exists(file) ? Integer.parseInt(read(file).getProperty(server, "0")) : 0;
    }

    /** The port remembered for a server, or 0 if there is none or somebody has it now. */
    int freePort(String server) {
        int port = rememberedPort(server);
        return port != 0 && isFree(port) ? port : 0;
    }

    void rememberPorts(int database, int bucket) {
        Properties ports = new Properties();
        ports.setProperty("database", String.valueOf(database));
        ports.setProperty("bucket", String.valueOf(bucket));
        try {
            Files.move(
                    written(ports),
                    folder.resolve("ports"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made by whichever command needs them first; a second one that makes them at the same time takes the first's. */
    private Properties secrets() {
        Path file = folder.resolve("secrets");
        if (!Files.exists(file)) {
            Properties secrets = new Properties();
            EmbeddedBucket.Credentials bucket = EmbeddedBucket.Credentials.random();
            secrets.setProperty(JWT_SECRET, randomSecret());
            secrets.setProperty(BUCKET_KEY, bucket.accessKey());
            secrets.setProperty(BUCKET_SECRET, bucket.secretKey());
            publish(written(secrets), file);
        }
        return read(file);
    }

    private static void publish(Path made, Path file) {
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException somebodyElsesAreFirst) {
            // Theirs are read.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            made.toFile().delete();
        }
    }

    /** A new file that only this user may read. */
    private Path written(Properties properties) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(folder), "new-", "");
            StringWriter text = new StringWriter();
            properties.store(text, null);
            try (Writer writer = Files.newBufferedWriter(file)) {
                writer.write(text.toString());
            }
            return file;
        } catch (IOException e) {
            throw new CannotStart(
                    "Cannot write to " + folder + ": " + e.getMessage() + "; choose another folder with --home");
        }
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String randomSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
