package dev.orgstorage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL server on 127.0.0.1, a child of this process, in the locale C.UTF-8 and the time zone UTC, unless a
 * session wants another: the JDBC driver asks for that of the JVM.
 *
 * <p>On Linux it dies with this process, even a killed one; elsewhere the next {@link #start} on its data folder stops
 * it. A shutdown hook is the caller's affair: {@link #start} sets none, so that the caller's own order of closing
 * holds. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final int ATTEMPTS_AT_A_FREE_PORT = 5;

    /** The database that is always there. */
    private static final String MAINTENANCE = "postgres";

    private static final long MEBIBYTE = 1 << 20;

    private final PostgresCluster cluster;
    private final int port;
    private final PostgresProcess process;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(PostgresCluster cluster, int port, PostgresProcess process, Runnable afterwards) {
        this.cluster = cluster;
        this.port = port;
        this.process = process;
        this.afterwards = afterwards;
    }

    /** What a crash of the machine may cost. */
    public enum Durability {
        /**
         * Nothing that was committed; and only who can read the data folder knows the password. An eighth of the machine's
         * memory may be filled with pages of the data.
         */
        DURABLE,
        /** Everything, in exchange for speed; any local user can connect. */
        DISPOSABLE
    }

    /** What it takes to connect; the password is not printed, and empty when none is asked for. */
    public record Login(String jdbcUrl, String user, String password) {

        @Override
        public String toString() {
            return "Login[" + jdbcUrl + ", user=" + user + ", password=…]";
        }
    }

    /**
     * Starts the server and returns when it takes connections.
     *
     * <p>A data folder is for one process at a time. Hold a {@link FolderLock} on the folder around it: a PostgreSQL
     * that still runs on the data is taken for the orphan of a killed predecessor, and stopped.
     *
     * @param binaries where the programs are kept once unpacked; may be shared by any number of processes
     * @param data the data folder, created on first use, whole or not at all
     * @param port 0 for any free one
     * @throws EmbeddedException when there is no PostgreSQL for this machine, or it does not start
     */
    public static EmbeddedPostgres start(Path binaries, Path data, int port, Durability durability) {
        return start(PostgresPrograms.unpackedIn(binaries), data, port, durability, () -> {});
    }

    /**
     * As {@link #start}, but with the programs of an installed PostgreSQL, 15 or newer, and the system's locale C.UTF-8. Those
     * that come along were built to be small, and take more CPU than a distribution's.
     *
     * @param home the folder with {@code bin/postgres}, such as {@code /usr/lib/postgresql/18}
     * @throws EmbeddedException also when there is no PostgreSQL, or the data are of another major version
     */
    public static EmbeddedPostgres startInstalled(Path home, Path data, int port, Durability durability) {
        return start(PostgresPrograms.installedIn(home), data, port, durability, () -> {});
    }

    /**
     * Starts a server for tests on a free port, whose data are gone when it is closed or the JVM ends. The programs are
     * kept in the folder that the system property {@code orgstorage.binaries} names.
     */
    public static EmbeddedPostgres disposable() {
        DisposableFolder folder = DisposableFolder.create();
        boolean started = false;
        try {
            PostgresPrograms programs = PostgresPrograms.unpackedIn(PostgresBinaries.folderForTests());
            EmbeddedPostgres postgres = start(programs, folder.content(), 0, Durability.DISPOSABLE, folder::close);
            started = true;
            ShutdownHook.closing(postgres);
            return postgres;
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    /**
     * How to log in to a server that another process has started on that folder and port, as long as it runs.
     *
     * @throws EmbeddedException when the folder cannot be read
     */
    public static Login login(Path data, int port) {
        try {
            return new Login(jdbcUrl(port, MAINTENANCE), PostgresCluster.USER, PostgresCluster.passwordIn(data));
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the password in " + data + " cannot be read: do this as the user who runs the server", e);
        }
    }

    private static EmbeddedPostgres start(
            PostgresPrograms programs, Path data, int port, Durability durability, Runnable afterwards) {
        Launcher launcher = Launcher.here();
        launcher.requireReach(programs.home());
        PostgresCluster cluster = PostgresCluster.at(data, programs, launcher, durability);
        PostgresSurvivors.clear(cluster.data());
        for (int attempt = 1; ; attempt++) {
            int chosen = port == 0 ? freePort() : port;
            ProcessBuilder command = launcher.command(serverCommand(programs, cluster.data(), chosen, durability));
            try {
                PostgresProcess process = PostgresProcess.start(command, chosen);
                return new EmbeddedPostgres(cluster, chosen, process, afterwards);
            } catch (PortTakenException e) {
                if (port != 0 || attempt == ATTEMPTS_AT_A_FREE_PORT) {
                    throw e;
                }
            }
        }
    }

    /** PostgreSQL's own default is for the smallest of machines. Pages take memory only once they are used. */
    private static String anEighthOfMemory() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.max(128, machine.getTotalMemorySize() / 8 / MEBIBYTE) + "MB";
    }

    private static List<String> serverCommand(PostgresPrograms programs, Path data, int port, Durability durability) {
        List<String> command =
                new ArrayList<>(List.of(programs.named("postgres").toString(), "-D", data.toString(), "-p", "" + port));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "timezone=UTC",
                "log_timezone=UTC",
                "logging_collector=off",
                "log_destination=stderr"));
        settings.addAll(
                switch (durability) {
                    case DURABLE ->
                        List.of(
                                "max_connections=50",
                                "shared_buffers=" + anEighthOfMemory(),
                                "fsync=on",
                                "full_page_writes=on",
                                "synchronous_commit=on");
                    case DISPOSABLE ->
                        List.of("max_connections=100", "fsync=off", "full_page_writes=off", "synchronous_commit=off");
                });
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedException("no free port on 127.0.0.1", e);
        }
    }

    /** For the database {@code postgres}, which is always there; without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(MAINTENANCE);
    }

    /** Without user and password. */
    public String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + URLEncoder.encode(database, UTF_8);
    }

    /** For the database {@code postgres}. */
    public Login login() {
        return new Login(jdbcUrl(), user(), password());
    }

    /** The superuser. */
    public String user() {
        return PostgresCluster.USER;
    }

    /** Empty when none is asked for. */
    public String password() {
        return cluster.password();
    }

    public int port() {
        return port;
    }

    /** Of the process that all others of the server descend from, or that has started it. */
    public long pid() {
        return process.pid();
    }

    /** Stops the server without waiting for its clients; again is fine. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ShutdownHook.remove(this);
            try {
                process.close();
            } finally {
                afterwards.run();
            }
        }
    }
}
