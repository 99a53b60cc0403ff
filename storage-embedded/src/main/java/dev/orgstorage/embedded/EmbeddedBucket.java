package dev.orgstorage.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server on 127.0.0.1 with one bucket, kept in a folder: each object a file, what is known of it in the file's
 * extended attributes.
 *
 * <p>It asks for signatures of version 4, path style, in any region. It does not copy everything S3 does: an unfinished
 * multipart upload stays until it is aborted, and a key is a path, so {@code a} and {@code a/b} cannot both be there.
 *
 * <p>Its threads keep the JVM alive until it is closed. Safe for use by several threads.
 */
public final class EmbeddedBucket implements AutoCloseable {

    /** The name of the one bucket. */
    public static final String NAME = "orgstorage";

    private static final long LARGEST_UPLOAD = 5L << 30;
    private static final long PATIENCE_MILLIS = 2_000;

    /** What others may read, S3Proxy hands out to anybody who asks over the network, too. */
    private static final Set<PosixFilePermission> ONLY_OURS = PosixFilePermissions.fromString("rwx------");

    private final S3Proxy server;
    private final Path directory;
    private final Credentials credentials;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBucket(S3Proxy server, Path directory, Credentials credentials, Runnable afterwards) {
        this.server = server;
        this.directory = directory;
        this.credentials = credentials;
        this.afterwards = afterwards;
    }

    /** Who may use the bucket. */
    public record Credentials(String accessKey, String secretKey) {

        public Credentials {
            if (accessKey.isBlank() || secretKey.isBlank()) {
                throw new IllegalArgumentException("an access key and a secret key must not be blank");
            }
        }

        /** New ones, which nobody can guess. */
        public static Credentials random() {
            byte[] random = new byte[40];
            new SecureRandom().nextBytes(random);
            String digits = HexFormat.of().formatHex(random);
            return new Credentials(digits.substring(0, 20), digits.substring(20));
        }

        @Override
        public String toString() {
            return "Credentials[accessKey=" + accessKey + ", secretKey=…]";
        }
    }

    /**
     * Starts the server and returns when it takes requests.
     *
     * @param directory where the objects are kept; created when missing. For one process at a time: see
     *     {@link FolderLock}
     * @param port 0 for any free one
     * @param corsOrigins whose pages may use presigned requests, such as {@code http://localhost:8080}
     * @throws EmbeddedException when it does not start, or the file system keeps no extended attributes
     */
    public static EmbeddedBucket start(Path directory, int port, List<String> corsOrigins, Credentials credentials) {
        return start(directory, port, corsOrigins, credentials, PATIENCE_MILLIS, () -> {});
    }

    /** Starts a server for tests on a free port, open to pages of any origin, and gone when closed or the JVM is told to end. */
    public static EmbeddedBucket disposable() {
        DisposableFolder folder = DisposableFolder.create();
        boolean started = false;
        try {
            EmbeddedBucket bucket = start(folder.content(), 0, List.of("*"), Credentials.random(), 0, folder::close);
            started = true;
            ShutdownHook.closing(bucket);
            return bucket;
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    static EmbeddedBucket start(
            Path directory,
            int port,
            List<String> corsOrigins,
            Credentials credentials,
            long patienceMillis,
            Runnable afterwards) {
        createFolders(directory);
        Properties properties = new Properties();
        properties.setProperty(
                "jclouds.filesystem.basedir", directory.toAbsolutePath().toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(BlobStores.create("filesystem", properties))
                .endpoint(endpointAt(port))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
                .corsRules(cors(corsOrigins))
                .maxSinglePartObjectSize(LARGEST_UPLOAD)
                .stopTimeout(patienceMillis)
                .build();
        EmbeddedBucket bucket = new EmbeddedBucket(server, directory, credentials, afterwards);
        try {
            server.start();
            return bucket;
        } catch (Exception e) {
            bucket.stop();
            throw isPortTaken(e)
                    ? new PortTakenException("the bucket", port, e)
                    : new EmbeddedException("the bucket in " + directory + " could not be started on port " + port, e);
        }
    }

    private static void createFolders(Path directory) {
        try {
            Path bucket = Files.createDirectories(directory.resolve(NAME));
            Files.setPosixFilePermissions(bucket, ONLY_OURS);
            Path probe = Files.createTempFile(bucket, ".probe-", null);
            try {
                UserDefinedFileAttributeView view =
                        Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
                if (view == null) {
                    throw new IOException("no view");
                }
                view.write("user.probe", StandardCharsets.US_ASCII.encode("probe"));
            } catch (IOException | UnsupportedOperationException e) {
                throw new EmbeddedException(
                        "the file system of " + directory + " ("
                                + Files.getFileStore(probe).type()
                                + ") keeps no extended attributes, where the media types and checksums of objects go:"
                                + " choose a folder on ext4, xfs, btrfs or APFS",
                        e);
            } finally {
                Files.deleteIfExists(probe);
            }
            UnfinishedUploads.remove(bucket);
            LateParts.remove(bucket);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the bucket's folder " + directory + " cannot be used: make it one that this user may write to", e);
        }
    }

    private static CrossOriginResourceSharing cors(List<String> origins) {
        return new CrossOriginResourceSharing(
                origins.stream()
                        .map(origin -> origin.equals("*") ? origin : Pattern.quote(origin))
                        .toList(),
                List.of("GET", "HEAD", "PUT", "POST", "DELETE"),
                List.of("*"),
                List.of("ETag"),
                "");
    }

    private static boolean isPortTaken(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** Where the server is; objects are at {@code endpoint/bucket/key}. */
    public URI endpoint() {
        return endpointAt(port());
    }

    /** Where a server on that port is. */
    public static URI endpointAt(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return server.getPort();
    }

    /** The name of the one bucket. */
    public String bucket() {
        return NAME;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Where the objects are kept, each as a file under its key; what is hidden beside them is S3Proxy's own. */
    public Path folder() {
        return directory.resolve(NAME);
    }

    /** Stops the server, which may wait two seconds for requests under way; again is fine. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ShutdownHook.remove(this);
            try {
                stop();
            } finally {
                afterwards.run();
            }
        }
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new EmbeddedException("the bucket could not be stopped", e);
        }
    }
}
