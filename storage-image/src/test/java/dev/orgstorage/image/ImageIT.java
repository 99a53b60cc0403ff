package dev.orgstorage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The image runs: unpacked, without rights, on files that it cannot change, on a database and a bucket outside of it. */
@DisabledIfSystemProperty(
        named = "image.base",
        matches = "scratch",
        disabledReason = "SKIPPED, takes a minute: -Dimage")
class ImageIT {
    private static final ImageTar IMAGE = new ImageTar(Path.of(System.getProperty("image.tar")));
    private static final int STARTS = 5;

    private static Path root;
    private static Surroundings surroundings;

    @TempDir
    private Path tmp;

    @BeforeAll
    static void unpack(@TempDir Path folder) throws Exception {
        root = IMAGE.unpackedIn(folder.resolve("root"));
        surroundings = new Surroundings();
        try (Container migrate = run(folder, surroundings.environment(0), "migrate")) {
            assertThat(migrate.end()).as(migrate.said()).isZero();
        }
    }

    @AfterAll
    static void close() {
        surroundings.close();
    }

    @Test
    void itStartsFromItsCacheAndAFileGoesItsWay() throws Exception {
        int port = Visitor.freePort();
        Map<String, String> environment = surroundings.environment(port);
        String token;
        try (Container command = run(tmp, environment, "token", "--user", "ann")) {
            assertThat(command.end()).isZero();
            token = command.said().strip();
        }
        List<Long> waited = new ArrayList<>();
        List<Long> computed = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Instant began = Instant.now();
            try (Container server = run(tmp, environment);
                    Visitor visitor = new Visitor(port)) {
                visitor.awaitReady(server);
                waited.add(Duration.between(began, Instant.now()).toMillis());
                computed.add(server.computed().toMillis());
                assertThat(visitor.sendAFileItsWay(token, "hello")).isEqualTo("hello");
                assertThat(server.said()).doesNotContain("[aot", "[cds", "warning", "WARN");
                assertThat(server.stop()).isEqualTo(143);
            }
        }
        System.out.println("Ready after " + waited + " ms, of which it computed " + computed);
        // Of its own time, as others may have the machine meanwhile.
        assertThat(Collections.min(computed)).isLessThan(withoutCache(environment, port) * 7 / 10);
        try (Stream<Path> left = Files.list(tmp)) {
            assertThat(left).isEmpty();
        }
    }

    private long withoutCache(Map<String, String> environment, int port) throws Exception {
        try (Container server = Container.run(IMAGE, root, tmp, environment, List.of("-XX:AOTMode=off"));
                Visitor visitor = new Visitor(port)) {
            visitor.awaitReady(server);
            long computed = server.computed().toMillis();
            System.out.println("Without its cache it computed " + computed + " ms");
            return computed;
        }
    }

    @Test
    void theFirstRequestsAreFasterForTheWarmUp() throws Exception {
        // This client has to be warm itself.
        firstRequests("0");
        System.out.println("First 100 requests: " + firstRequests("0").toMillis() + " ms without a warm-up, "
                + firstRequests("0.5").toMillis() + " ms after one of half a second");
    }

    private Duration firstRequests(String warmUp) throws Exception {
        int port = Visitor.freePort();
        Map<String, String> environment = new HashMap<>(surroundings.environment(port));
        environment.put("WARM_UP", warmUp);
        String token;
        try (Container command = run(tmp, environment, "token", "--user", "ann")) {
            assertThat(command.end()).isZero();
            token = command.said().strip();
        }
        try (Container server = run(tmp, environment);
                Visitor visitor = new Visitor(port)) {
            visitor.awaitReady(server);
            Duration all = Duration.ZERO;
            for (int i = 0; i < 100; i++) {
                Instant began = Instant.now();
                visitor.list(token);
                all = all.plus(Duration.between(began, Instant.now()));
            }
            return all;
        }
    }

    @Test
    void itSaysThatItHasNoEmbeddedMode() throws Exception {
        Map<String, String> nothing = new HashMap<>();
        try (Container serve = run(tmp, nothing);
                Container sweep = run(tmp, nothing, "sweep")) {
            assertThat(serve.end()).as(serve.said()).isEqualTo(2);
            assertThat(serve.said())
                    .contains("no embedded mode in this image", "DATABASE_URL", "R2_BUCKET")
                    .doesNotContain("Exception");
            assertThat(sweep.end()).as(sweep.said()).isEqualTo(2);
            assertThat(sweep.said()).contains("no embedded mode in this image");
        }
    }

    private static Container run(Path tmp, Map<String, String> environment, String... command) throws Exception {
        return Container.run(IMAGE, root, tmp, environment, List.of(), command);
    }
}
