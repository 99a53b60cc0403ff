package dev.orgstorage.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever SECURITY.md says is shown by a test. */
class SecurityPageTest {
    private static final Path ROOT = Path.of(System.getProperty("orgstorage.root"));

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        List<MatchResult> named = Pattern.compile("`([A-Z]\\w*(?:Test|IT))\\.(\\w+)`")
                .matcher(Files.readString(ROOT.resolve("SECURITY.md")))
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThan(50);
        TreeSet<String> missing = new TreeSet<>();
        for (MatchResult test : named) {
            if (!isThere(test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String type, String method) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src/test/java")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                    for (Path file :
                            files.filter(path -> path.endsWith(type + ".java")).toList()) {
                        if (Files.readString(file).contains("void " + method + "(")) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
