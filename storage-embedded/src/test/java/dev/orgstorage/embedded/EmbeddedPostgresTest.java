package dev.orgstorage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import dev.orgstorage.embedded.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EmbeddedPostgresTest {

    private static final Path BINARIES = PostgresBinaries.folderForTests();

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void createADatabaseToCopy() {
        startDurable(shared.resolve("data")).close();
    }

    private Path existingData() throws IOException {
        Path original = shared.resolve("data");
        Path copy = folder.resolve("data");
        try (Stream<Path> all = Files.walk(original)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, copy.resolve(original.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    @Test
    void aDisposableOneTakesConnectionsAndLeavesNothingBehind() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
        Path data = Path.of(ask(postgres, "show data_directory"));
        assertThat(ask(postgres, "select current_setting('fsync') || current_setting('max_connections')"))
                .isEqualTo("off100");
        assertThat(ask(postgres, "select upper('äi') collate \"default\"")).isEqualTo("ÄI");
        assertThat(ask(postgres, "show log_timezone")).isEqualTo("UTC");

        postgres.close();
        postgres.close();

        assertThat(data.getParent()).doesNotExist();
        assertThat(isAlive(postgres.pid())).isFalse();
    }

    @Test
    void anotherProcessMayLogInToARunningOne() throws Exception {
        Path data = existingData();
        try (EmbeddedPostgres postgres = startDurable(data)) {
            EmbeddedPostgres.Login login = EmbeddedPostgres.login(data, postgres.port());
            assertThat(login).isEqualTo(postgres.login());
            assertThat(login.toString()).doesNotContain(login.password());
            try (Connection connection = DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password())) {
                assertThat(connection.isValid(10)).isTrue();
            }
        }
    }

    @Test
    void dataSurviveARestart() throws Exception {
        Path data = folder.resolve("data");
        String password;
        try (EmbeddedPostgres postgres = startDurable(data)) {
            password = postgres.password();
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "select pg_size_bytes(current_setting('shared_buffers')) >> 20"))
                    .isEqualTo(String.valueOf(Math.max(128, memory() >> 23)));
            tell(postgres, "create table kept (word text)", "insert into kept values ('row')");
        }
        try (EmbeddedPostgres postgres = startDurable(data)) {
            assertThat(postgres.password()).isEqualTo(password).hasSizeGreaterThan(40);
            assertThat(ask(postgres, "select word from kept")).isEqualTo("row");
        }
    }

    @Test
    void aDurableOneAsksForThePassword() {
        try (EmbeddedPostgres postgres = startDurable(shared.resolve("data"))) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void dataSurviveAKilledJvmWhichTakesItsPostgresAlong() throws Exception {
        Path data = existingData();
        try (ChildJvm child = ChildJvm.run(DatabaseMain.class, BINARIES, data)) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(child.says())).orElseThrow();
            child.kill();
            assertThat(PostgresSurvivors.endsWithin(Duration.ofSeconds(10), server, data.toRealPath()))
                    .isTrue();
        }
        assertRowWasKept(data);
    }

    @Test
    void startsWithoutWaitingAfterTheJvmWasKilled() throws Exception {
        Path data = existingData();
        try (ChildJvm child = ChildJvm.run(DatabaseMain.class, BINARIES, data)) {
            assertThat(child.says()).containsOnlyDigits();
            child.kill();
            assertRowWasKept(data);
        }
    }

    @Test
    void startsWithoutWaitingAfterBothWereKilled() throws Exception {
        Path data = existingData();
        try (ChildJvm child = ChildJvm.run(DatabaseMain.class, BINARIES, data)) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(child.says())).orElseThrow();
            server.destroyForcibly();
            child.kill();
            assertRowWasKept(data);
        }
    }

    private void assertRowWasKept(Path data) throws SQLException {
        try (EmbeddedPostgres postgres = startDurable(data)) {
            assertThat(ask(postgres, "select word from kept")).isEqualTo("row");
        }
    }

    @Test
    void anOrphanIsStopped() throws Exception {
        Path data = existingData();
        try (EmbeddedPostgres orphan = startDurable(data);
                EmbeddedPostgres next = startDurable(data)) {
            assertThat(isAlive(orphan.pid())).isFalse();
            assertThat(ask(next, "select 'fine'")).isEqualTo("fine");
        }
    }

    @Test
    void aStrangerWithTheNumberOfAPredecessorIsLeftAlone() throws Exception {
        Path data = existingData();
        Path pidFile = data.resolve("postmaster.pid");
        String content;
        try (EmbeddedPostgres postgres = startDurable(data)) {
            content = Files.readString(pidFile).replaceFirst("^" + postgres.pid(), "STRANGER");
        }
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(pidFile, content.replace("STRANGER", "" + stranger.pid()));
            try (EmbeddedPostgres postgres = startDurable(data)) {
                assertThat(ask(postgres, "select 'fine'")).isEqualTo("fine");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        Path data = shared.resolve("data");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(BINARIES, data, other.getLocalPort(), Durability.DURABLE))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " of 127.0.0.1, it is taken");
        }
    }

    @Test
    void whatPostgresSaysIsInTheExceptionWhenItDoesNotStart() throws Exception {
        Path data = existingData();
        Files.writeString(data.resolve("PG_VERSION"), "9\n");
        assertThatThrownBy(() -> startDurable(data))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("database files are incompatible with server");
    }

    @Test
    void anInstalledOneIsStartedToo() throws Exception {
        Path installed = PostgresBinaries.unpackedIn(BINARIES);
        Path data = folder.resolve("data");
        for (int i = 0; i < 2; i++) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.startInstalled(installed, data, 0, Durability.DURABLE)) {
                assertThat(ask(postgres, "select upper('äi') || ('Z' < 'a')")).isEqualTo("ÄItrue");
            }
        }
    }

    @Test
    void whereNoneIsInstalledThatIsSaid() {
        assertThatThrownBy(
                        () -> EmbeddedPostgres.startInstalled(folder, folder.resolve("data"), 0, Durability.DISPOSABLE))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("no PostgreSQL in " + folder
                        + ": name the folder that has bin/postgres in it, such as /usr/lib/postgresql/18");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aHalfCreatedDatabaseIsNotTrusted() throws Exception {
        Path data = folder.resolve("data");
        Path draft = Files.createDirectories(folder.resolve("data.draft-1"));
        Files.writeString(draft.resolve("PG_VERSION"), "18\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(BINARIES, data, 0, Durability.DISPOSABLE)) {
            assertThat(ask(postgres, "select 'fine'")).isEqualTo("fine");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**draft*");
    }

    @Test
    void aFolderWithSomethingElseIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("letter"), "Dear Sir");
        assertThatThrownBy(() -> startDurable(folder))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(folder + " holds something else than a database");
        assertThat(folder.resolve("letter")).hasContent("Dear Sir");
    }

    private static EmbeddedPostgres startDurable(Path data) {
        return EmbeddedPostgres.start(BINARIES, data, 0, Durability.DURABLE);
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }

    private static void tell(EmbeddedPostgres postgres, String... orders) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            for (String order : orders) {
                statement.execute(order);
            }
        }
    }

    private static String ask(EmbeddedPostgres postgres, String question) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
