package dev.orgstorage.http.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs that some tests need. Without them these tests are skipped, saying so; but never in CI. */
public final class Tools {
    private Tools() {}

    public static void require(String... programs) {
        List<String> missing =
                Arrays.stream(programs).filter(program -> !isInstalled(program)).toList();
        require(missing.isEmpty(), "this needs " + missing + " (apt install curl jq nodejs npm prometheus rclone)");
    }

    /** @param otherwise what to say if it is not so */
    public static void require(boolean is, String otherwise) {
        if (!is && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("In CI nothing is skipped: " + otherwise);
        }
        Assumptions.assumeTrue(is, "SKIPPED, not tested: " + otherwise);
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
