package dev.orgstorage.http.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server, or another of its commands, as a process of its own in a home of its own. */
public final class ServerProcess implements AutoCloseable {
    private static final String READY = "OrgStorage is ready: ";
    private static final String IGNORED = "SigIgn:";
    private static final long INTERRUPT = 0b10;
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:[1-9][0-9]*");
    private static final List<String> SETTINGS = List.of(
            "DATABASE_",
            "R2_",
            "JWT_",
            "UPLOAD_",
            "MEMBERS_",
            "ORGSTORAGE_",
            "PORT",
            "PAGE",
            "HOST",
            "CORS_",
            "SWEEP_",
            "TRUSTED_",
            "RATE_",
            "MAX_",
            "IDLE_",
            "HEADER_",
            "BODY_",
            "ACCESS_",
            "LOG_",
            "METRICS",
            "OTEL_",
            "SHUTDOWN_",
            "AUTH",
            "BETTER_AUTH_",
            "KEYCLOAK_",
            "WORKOS_",
            "MEMBERSHIP",
            "ROLE_",
            "WARM_");

    private final Process process;
    private final Output output;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = Output.of(process, READY);
    }

    /** An empty home; PostgreSQL's programs are those that are unpacked already. */
    public static Path emptyHome(Path folder) throws IOException {
        Path binaries = Files.createDirectories(Path.of(System.getProperty("orgstorage.binaries")));
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("binaries"), binaries);
        return home;
    }

    /** Runs a command and returns without waiting for anything. */
    static ServerProcess start(Map<String, String> environment, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("orgstorage.server"),
                "dev.orgstorage.http.server.OrgStorage"));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> SETTINGS.stream().anyMatch(name::startsWith));
        builder.environment().put("WARM_UP", "0");
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start());
    }

    /** Serves from that home on any free port, and returns when it is ready. */
    static ServerProcess serving(Path home) throws IOException {
        return serving(Map.of("ORGSTORAGE_HOME", home.toString(), "PORT", "0"));
    }

    /** Serves with these settings, and returns when it is ready. */
    public static ServerProcess serving(Map<String, String> environment) throws IOException {
        ServerProcess server = start(environment);
        server.awaitReady();
        return server;
    }

    static String token(Path home, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("token"));
        command.addAll(List.of(options));
        try (ServerProcess token = start(Map.of("ORGSTORAGE_HOME", home.toString()), command.toArray(String[]::new))) {
            return token.outputToTheEnd().strip();
        }
    }

    /** The address of the server, once it says it is ready; fails with all it said if it ends before. */
    String awaitReady() {
        Matcher ready = ADDRESS.matcher(output.untilReady().getLast());
        if (!ready.find()) {
            throw new AssertionError("No address: " + output);
        }
        return ready.group();
    }

    public String address() {
        return awaitReady();
    }

    List<String> linesUntilReady() {
        return output.untilReady();
    }

    /** What it said last. */
    public String lastWords() {
        return output.toString();
    }

    String outputToTheEnd() throws InterruptedException {
        String all = output.toTheEnd();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("Closed its output but did not end: " + all);
        }
        return all;
    }

    /** SIGTERM, and the exit status. */
    public int stop() throws InterruptedException {
        askToStop();
        return exitStatus();
    }

    /** SIGTERM, without waiting. To the handle, as the process would close its output to our ears as well. */
    void askToStop() {
        process.toHandle().destroy();
    }

    /** A signal such as {@code INT}, without waiting. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Whether this process ignores SIGINT, and so all that it starts: a script's shell has it so for what runs in the background. */
    static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(IGNORED))
                .anyMatch(line ->
                        (Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16) & INTERRUPT) != 0);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("Did not end within 30 seconds");
        }
        return process.exitValue();
    }

    /** The PostgreSQL processes that this server started. */
    List<ProcessHandle> postgres() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/postgres"))
                .toList();
    }

    /** The one of them that started the others. */
    ProcessHandle postmaster() {
        return postgres().stream()
                .filter(one -> one.parent()
                        .flatMap(parent -> parent.info().command())
                        .filter(command -> command.endsWith("/postgres"))
                        .isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        List<ProcessHandle> left = process.descendants().toList();
        process.destroyForcibly();
        left.forEach(ProcessHandle::destroyForcibly);
    }
}
