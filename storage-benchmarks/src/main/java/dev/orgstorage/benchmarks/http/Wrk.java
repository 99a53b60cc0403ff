package dev.orgstorage.benchmarks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The program that asks. It keeps one core busy at most. */
final class Wrk {
    private static final int NOT_OFFERED = 3;
    private static final String PATIENCE = "30s";

    private final Path program;
    private final Path script;

    private Wrk(Path program, Path script) {
        this.program = program;
        this.script = script;
    }

    /**
     * How it asks.
     *
     * @param rate requests a second; 0 for as many as there can be
     */
    record Load(int connections, int seconds, double rate) {
        Load(int connections, int seconds) {
            this(connections, seconds, 0);
        }

        Load longer() {
            return new Load(connections, 2 * seconds, rate);
        }
    }

    /** @throws CannotMeasure if it is not installed */
    static Wrk with(Path folder) {
        Path program = installed()
                .orElseThrow(
                        () -> new CannotMeasure(
                                "wrk, which sends the requests, is not installed. Debian: apt install wrk; macOS: brew install wrk"));
        return new Wrk(program, new Resource("wrk.lua").copiedTo(folder));
    }

    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, "wrk"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Empty if the contender does not offer the route. */
    Optional<WrkResult> run(Contender contender, Route route, Load load) {
        ProcessBuilder builder = new ProcessBuilder(command(contender, load)).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PROFILE", contender.profile().toString(),
                        "TARGETS", contender.targets().toString(),
                        "KIND", route.kind(),
                        "SHAPES", route.shapes(),
                        "RATE", load.rate > 0 ? String.valueOf(load.rate) : ""));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return switch (process.waitFor()) {
                case 0 -> Optional.of(WrkResult.in(output));
                case NOT_OFFERED -> Optional.empty();
                default -> throw new CannotMeasure("wrk failed against " + contender.address() + ":\n" + output);
            };
        } catch (IOException e) {
            throw new CannotMeasure("wrk could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("Interrupted", e);
        }
    }

    private List<String> command(Contender contender, Load load) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-t", "1", "--timeout", PATIENCE));
        command.addAll(List.of("-c", String.valueOf(load.connections), "-d", load.seconds + "s"));
        command.addAll(List.of("-s", script.toString(), contender.address().toString()));
        return command;
    }
}
