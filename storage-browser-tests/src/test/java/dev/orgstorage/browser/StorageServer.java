package dev.orgstorage.browser;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.orgstorage.http.server.ServerProcess;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packaged server in its embedded mode: a process, with a PostgreSQL and a bucket of its own. */
final class StorageServer implements AutoCloseable {
    private static final Duration LIFE = Duration.ofHours(1);

    private final Path folder;
    private final Map<String, String> settings;
    private final String secret;
    private final Path home;
    private ServerProcess process;

    /** One with these settings beside the standard ones. */
    StorageServer(Map<String, String> more) {
        try {
            folder = Files.createTempDirectory("orgstorage-browser");
            home = ServerProcess.emptyHome(folder);
            settings = new TreeMap<>(Map.of("ORGSTORAGE_HOME", home.toString(), "PORT", "0", "ACCESS_LOG", "false"));
            settings.putAll(more);
            process = ServerProcess.serving(settings);
            secret = more.containsKey("JWT_SECRET") ? more.get("JWT_SECRET") : kept("secrets", "jwt.secret");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that lets people look around, and refuses programs. */
    static StorageServer withSampleUsers() {
        return new StorageServer(Map.of(
                "UPLOAD_MAX_SIZE",
                String.valueOf(100 << 20),
                "UPLOAD_TYPES",
                "image/*,text/*,audio/*,video/*,application/pdf,application/zip"));
    }

    /** One that takes the tokens of whoever has the secret, and files of a megabyte. */
    static StorageServer withTokens() {
        return new StorageServer(Map.of(
                "JWT_SECRET", "a secret of at least thirty-two bytes", "UPLOAD_MAX_SIZE", String.valueOf(1 << 20)));
    }

    /** Without a slash at its end. */
    String address() {
        return process.address();
    }

    /** A token of a user who is in these organizations, in each with a role. */
    String token(String user, Map<String, String> roles, Duration life) {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(user)
                        .claim("org_id", List.copyOf(roles.keySet()))
                        .claim("org_role", roles)
                        .expirationTime(Date.from(Instant.now().plus(life)))
                        .build());
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    String token(String user, Map<String, String> roles) {
        return token(user, roles, LIFE);
    }

    int bucketPort() throws IOException {
        return Integer.parseInt(kept("ports", "bucket"));
    }

    /** The files of the bucket, with what it keeps of uploads in parts that have not ended. */
    List<String> filesOfTheBucket() throws IOException {
        Path bucket = home.resolve("bucket/orgstorage");
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .toList();
        }
    }

    void stop() throws InterruptedException {
        process.stop();
    }

    /** Serves again what it has, by the address that it had. */
    void startAgain(String address) throws IOException {
        settings.put("PORT", String.valueOf(URI.create(address).getPort()));
        process = ServerProcess.serving(settings);
    }

    private String kept(String file, String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve(file))) {
            properties.load(reader);
        }
        return properties.getProperty(name);
    }

    @Override
    public void close() throws IOException {
        try {
            process.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
