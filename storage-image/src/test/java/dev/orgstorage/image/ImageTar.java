package dev.orgstorage.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An image as a tar, in the layout of the OCI. */
record ImageTar(Path file) {
    private static final JsonMapper JSON = new JsonMapper();

    /** How it is to be run, and what it is made of. */
    JsonNode config() {
        return blob(manifest().path("config"));
    }

    private JsonNode manifest() {
        return blob(json("index.json").path("manifests").path(0));
    }

    private JsonNode blob(JsonNode descriptor) {
        return json(path(descriptor));
    }

    private JsonNode json(String path) {
        return JSON.readTree(output("tar", "-xOf", file.toString(), path));
    }

    private static String path(JsonNode descriptor) {
        return "blobs/" + descriptor.path("digest").asString().replace(':', '/');
    }

    /** The command line that it has before any arguments. */
    List<String> entrypoint() {
        return config().path("config")
                .path("Entrypoint")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The paths of all files in all layers. */
    List<String> files() {
        return layers().flatMap(layer -> output("sh", "-c", "tar -xOf '" + file + "' '" + layer + "' | tar -tzf -")
                        .lines())
                .map(path -> path.replaceFirst("^\\.?/?", "/"))
                .filter(path -> !path.endsWith("/"))
                .toList();
    }

    /** Lays its layers one over another, with the times and rights that they say. */
    Path unpackedIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        layers().forEach(layer ->
                output("sh", "-c", "tar -xOf '" + file + "' '" + layer + "' | tar -xzpf - -C '" + folder + "'"));
        return folder;
    }

    private Stream<String> layers() {
        return manifest().path("layers").valueStream().map(ImageTar::path);
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Failed: " + String.join(" ", command));
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
