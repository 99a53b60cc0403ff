package dev.orgstorage.benchmarks.http;

import dev.orgstorage.embedded.EmbeddedPostgres.Login;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The server as it is packaged, in a JVM of its own, with the settings that it has if nobody sets any. */
final class PackagedServer implements AutoCloseable {
    /** The system property with the server's class path. */
    static final String CLASS_PATH = "orgstorage.server";

    private static final String MAIN = "dev.orgstorage.http.server.OrgStorage";
    private static final String READY = "OrgStorage is ready: http://localhost:";
    private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "TMPDIR");
    private static final long LONGEST_START_MILLIS = 60_000;
    private static final long ROUND_MILLIS = 20;
    private static final long LONGEST_STOP_SECONDS = 20;

    private final Process process;
    private final int port;

    private PackagedServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where the bucket is, and who may use it. */
    record Bucket(URI endpoint, String name, String accessKey, String secretKey) {}

    /**
     * Returns when it is ready.
     *
     * @param jvm options of its JVM
     * @param log where all that it says goes, a line for each request too
     */
    static PackagedServer start(Login database, Bucket bucket, String jwtSecret, List<String> jvm, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command(jvm)).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment()
                .putAll(Map.of(
                        "DATABASE_URL",
                        database.jdbcUrl(),
                        "DATABASE_USER",
                        database.user(),
                        "DATABASE_PASSWORD",
                        database.password(),
                        "R2_ENDPOINT",
                        bucket.endpoint.toString(),
                        "R2_BUCKET",
                        bucket.name,
                        "R2_ACCESS_KEY_ID",
                        bucket.accessKey,
                        "R2_SECRET_ACCESS_KEY",
                        bucket.secretKey,
                        "JWT_SECRET",
                        jwtSecret,
                        "HOST",
                        "127.0.0.1",
                        "PORT",
                        "0"));
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new PackagedServer(process, portWhenReady(process, log));
        } catch (IOException e) {
            throw new CannotMeasure("The server could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("Interrupted", e);
        }
    }

    private static List<String> command(List<String> jvm) {
        String classPath = System.getProperty(CLASS_PATH);
        if (classPath == null) {
            throw new CannotMeasure("The packaged server is named by ./run bench http; start it so");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, MAIN, "serve"));
        return command;
    }

    private static int portWhenReady(Process process, Path log) throws IOException, InterruptedException {
        for (long waited = 0; waited < LONGEST_START_MILLIS; waited += ROUND_MILLIS) {
            boolean over = process.waitFor(ROUND_MILLIS, TimeUnit.MILLISECONDS);
            try (Stream<String> lines = Files.lines(log)) {
                List<String> ready =
                        lines.filter(line -> line.startsWith(READY)).toList();
                if (!ready.isEmpty()) {
                    return Integer.parseInt(ready.getFirst().substring(READY.length()));
                }
            }
            if (over) {
                break;
            }
        }
        process.destroyForcibly();
        throw new CannotMeasure("The server did not start:\n" + Files.readString(log));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    ProcessTree processes() {
        return ProcessTree.of(pid());
    }

    /** Stops it as an operator would, and after a while for good. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
