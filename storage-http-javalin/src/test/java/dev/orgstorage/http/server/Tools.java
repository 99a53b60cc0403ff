package dev.orgstorage.http.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs that some tests need. Without them these tests are skipped, saying so; but never in CI. */
final class Tools {
    private Tools() {}

    static void require(String... programs) {
        List<String> missing =
                Arrays.stream(programs).filter(program -> !isInstalled(program)).toList();
        boolean inCi = "true".equals(System.getenv("CI"));
        if (inCi && !missing.isEmpty()) {
            throw new AssertionError("CI has to have " + missing);
        }
        Assumptions.assumeTrue(
                missing.isEmpty(), "SKIPPED, not tested: this needs " + missing + " (apt install curl jq)");
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
