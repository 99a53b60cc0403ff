package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.Rig.Setting;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked: the server, and where its data are kept. */
final class RigOptions {
    /** The system property with the options of the JVM that {@code ./run serve} starts. */
    private static final String JVM = "orgstorage.server.jvm";

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description =
                    "where the data are kept from run to run; bench in the home of the embedded mode if not given")
    private @Nullable Path home;

    @Option(
            names = "--postgres",
            paramLabel = "FOLDER",
            description = "an installed PostgreSQL to use, such as /usr/lib/postgresql/18, with data of its own; the"
                    + " embedded one, which is built to be small, if not given")
    private @Nullable Path postgres;

    @Option(names = "--fresh", description = "makes the data anew")
    private boolean fresh;

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            description = "of the server's JVM, divided by spaces; those of ./run serve if not given")
    private @Nullable String jvm;

    @Option(
            names = "--jwt-secret",
            paramLabel = "TEXT",
            description = "what tokens are signed with, for another server to take them; made up if not given")
    private @Nullable String jwtSecret;

    boolean fresh() {
        return fresh;
    }

    String jvm() {
        return jvm == null ? System.getProperty(JVM, "") : jvm;
    }

    Setting setting() {
        List<String> options = Stream.of(jvm().split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList();
        return new Setting(home(), programs(), jwtSecret == null ? random() : jwtSecret, options);
    }

    private Path home() {
        Path folder = home == null ? Path.of(standardHome(), "bench") : home;
        return folder.toAbsolutePath();
    }

    private Programs programs() {
        Path binaries = Path.of(System.getProperty("orgstorage.binaries", standardHome() + "/binaries"));
        return postgres == null
                ? Programs.embedded(binaries.toAbsolutePath())
                : Programs.installed(postgres.toAbsolutePath().normalize());
    }

    private static String standardHome() {
        return System.getenv().getOrDefault("ORGSTORAGE_HOME", ".orgstorage");
    }

    private static String random() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
