package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of docs/typescript.md: generated from the description, compiled as it stands there, and used. */
class TypeScriptIT {
    private static final Path ROOT = Path.of(System.getProperty("orgstorage.root"));
    private static final String SOURCE = "typescript";

    @Test
    void theClientOfTheDocumentationIsGeneratedCompiledAndUsed(@TempDir Path folder) throws Exception {
        Tools.require("node", "npm");
        Files.createSymbolicLink(
                folder.resolve("node_modules"), NodePackages.installed(SOURCE).resolve("node_modules"));
        Files.writeString(folder.resolve("storage.ts"), shown("ts"));
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        Files.copy(NodePackages.source(SOURCE).resolve("use.mjs"), folder.resolve("use.mjs"));
        try (RealServer server = new RealServer()) {
            node(
                    folder,
                    "node_modules/openapi-typescript/bin/cli.js",
                    server.address() + "/openapi.yaml",
                    "--output",
                    "orgstorage.d.ts");
            node(
                    folder,
                    "node_modules/typescript/bin/tsc",
                    "--strict",
                    "--noUncheckedIndexedAccess",
                    "--target",
                    "es2022",
                    "--module",
                    "esnext",
                    "--moduleResolution",
                    "bundler",
                    "--lib",
                    "es2022,dom,dom.iterable",
                    "storage.ts");
            String token = server.token("ann", null, Duration.ofHours(1));
            assertThat(node(folder, "use.mjs", server.address(), token)).endsWith("used\n");
        }
    }

    @Test
    void theDocumentationNamesTheVersionsThatAreTested() throws IOException {
        String tested = Files.readString(NodePackages.source(SOURCE).resolve("package.json"));
        Matcher named = Pattern.compile("([a-z-]+)@([0-9.]+)").matcher(shown("sh"));
        List<String> versions = named.results()
                .map(each -> "\"%s\": \"%s\"".formatted(each.group(1), each.group(2)))
                .toList();
        assertThat(versions).hasSize(3).allSatisfy(version -> assertThat(tested).contains(version));
    }

    private static String shown(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/typescript.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String node(Path folder, String... arguments) throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        Stream.concat(Stream.of("node"), Stream.of(arguments)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
        return said;
    }
}
