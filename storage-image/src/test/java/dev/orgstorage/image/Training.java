package dev.orgstorage.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * Starts the server of an image once, on the JVM and under the paths that it has there, sends a few files their way, and
 * keeps what the JVM has made of the classes by then: the start of every later one takes it from there.
 */
final class Training {
    private static final String CACHE = "orgstorage.aot";
    private static final int FILES = 20;

    private Training() {}

    /** The image, and the folder that the cache is to be in. */
    public static void main(String[] args) throws Exception {
        ImageTar image = new ImageTar(Path.of(args[0]));
        Path cache = Files.createDirectories(Path.of(args[1])).resolve(CACHE);
        Path folder = Files.createTempDirectory("training-");
        Path root = image.unpackedIn(folder.resolve("root"));
        Path tmp = Files.createDirectory(folder.resolve("tmp"));
        try (Surroundings surroundings = new Surroundings()) {
            train(image, root, tmp, surroundings);
        }
        Files.copy(tmp.resolve(CACHE), cache, StandardCopyOption.REPLACE_EXISTING);
        delete(folder);
    }

    private static void train(ImageTar image, Path root, Path tmp, Surroundings surroundings) throws Exception {
        int port = Visitor.freePort();
        Map<String, String> environment = surroundings.environment(port);
        run(image, root, tmp, environment, "migrate");
        String token = run(image, root, tmp, environment, "token", "--user", "ann");
        List<String> recording = List.of("-XX:AOTCacheOutput=/tmp/" + CACHE);
        try (Container server = Container.run(image, root, tmp, environment, recording);
                Visitor visitor = new Visitor(port)) {
            visitor.awaitReady(server);
            for (int i = 0; i < FILES; i++) {
                visitor.sendAFileItsWay(token, "hello");
            }
            server.stop();
            if (!Files.exists(tmp.resolve(CACHE))) {
                throw new IllegalStateException("This JVM left no cache:\n" + server.said());
            }
        }
    }

    private static String run(ImageTar image, Path root, Path tmp, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        try (Container container = Container.run(image, root, tmp, environment, List.of(), command)) {
            if (container.end() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ":\n" + container.said());
            }
            return container.said().strip();
        }
    }

    private static void delete(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
    }
}
