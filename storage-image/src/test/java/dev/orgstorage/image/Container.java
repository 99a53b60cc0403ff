package dev.orgstorage.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A process of an unpacked image: its own user, its own files, which it cannot change, and a {@code /tmp}. */
final class Container implements AutoCloseable {
    private static final Path ENTER = Path.of("src", "build", "enter").toAbsolutePath();
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    private Container(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Runs a command of the image.
     *
     * @param options of the JVM, behind those that the image has
     */
    static Container run(
            ImageTar image,
            Path root,
            Path tmp,
            Map<String, String> environment,
            List<String> options,
            String... command)
            throws IOException {
        List<String> entrypoint = image.entrypoint();
        List<String> line = new ArrayList<>(List.of(ENTER.toString(), root.toString(), tmp.toString()));
        line.add(entrypoint.getFirst());
        line.addAll(options);
        line.addAll(entrypoint.subList(1, entrypoint.size()));
        line.addAll(List.of(command));
        Path output = Files.createTempFile("container-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().retainAll(List.of("PATH"));
        variables.putAll(environment);
        String path = image.config()
                .path("config")
                .path("Env")
                .valueStream()
                .map(JsonNode::asString)
                .filter(variable -> variable.startsWith("PATH="))
                .findFirst()
                .orElseThrow();
        variables.merge("PATH", path.substring("PATH=".length()), (ours, its) -> its + ":" + ours);
        return new Container(builder.start(), output);
    }

    /** What it said so far. */
    String said() throws IOException {
        return Files.readString(output, UTF_8);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end, and returns the exit status. */
    int end() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Still runs after " + LONGEST_COMMAND + ":\n" + said());
        }
        return process.exitValue();
    }

    /** SIGTERM, as an engine sends it. */
    int stop() throws IOException, InterruptedException {
        java().forEach(ProcessHandle::destroy);
        return end();
    }

    /** The process of the image itself, as it is seen from outside. */
    List<ProcessHandle> java() {
        return process.descendants()
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .toList();
    }

    /** The processors' time that it has had so far. */
    Duration computed() {
        return java().stream()
                .flatMap(java -> java.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> left = process.descendants().toList();
        process.destroyForcibly();
        left.forEach(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(output);
    }
}
