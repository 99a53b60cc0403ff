package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL and a bucket that are nobody's but the test's, whichever servers stand on them and die. */
final class GivenBackends implements AutoCloseable {
    private final Path home;
    private final EmbeddedBucket bucket = EmbeddedBucket.disposable();
    private EmbeddedPostgres postgres;

    /** Migrated. */
    GivenBackends(Path folder) throws IOException {
        home = ServerProcess.emptyHome(folder);
        postgres = started(0);
        assertThat(RealServer.run(environment(), "migrate").status()).isZero();
    }

    private EmbeddedPostgres started(int port) {
        return EmbeddedPostgres.start(
                home.resolve("binaries"), home.resolve("database"), port, EmbeddedPostgres.Durability.DURABLE);
    }

    URI bucket() {
        return bucket.endpoint();
    }

    /** The settings of a server, which looks for the bucket directly. */
    Map<String, String> environment() {
        return environment(bucket.endpoint());
    }

    /** The settings of a server, on any free port. */
    Map<String, String> environment(URI endpoint) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", postgres.jdbcUrl());
        environment.put("DATABASE_USER", postgres.user());
        environment.put("DATABASE_PASSWORD", postgres.password());
        environment.put("R2_ENDPOINT", endpoint.toString());
        environment.put("R2_BUCKET", bucket.bucket());
        environment.put("R2_ACCESS_KEY_ID", bucket.credentials().accessKey());
        environment.put("R2_SECRET_ACCESS_KEY", bucket.credentials().secretKey());
        environment.put("JWT_SECRET", "a secret of at least thirty-two bytes");
        environment.put("ORGSTORAGE_HOME", home.toString());
        environment.put("SWEEP_INTERVAL", "1");
        environment.put("PORT", "0");
        environment.put("RATE_LIMIT_USER", "0");
        environment.put("ACCESS_LOG", "false");
        return environment;
    }

    void stopBucket() {
        bucket.close();
    }

    /** SIGKILL to one of the processes that answer, so that PostgreSQL ends all of them and recovers by itself. */
    void killBackend() throws SQLException {
        kill(aBackend());
    }

    /** SIGKILL to the process that started the others: PostgreSQL is gone. */
    void killPostgres() throws SQLException {
        ProcessHandle postmaster = aBackend().parent().orElseThrow();
        kill(postmaster);
        Await.until(() -> !postmaster.isAlive(), () -> "PostgreSQL is dead: " + postmaster.info());
    }

    /** On the data and the port that it had. */
    void startPostgres() {
        int port = postgres.port();
        postgres.close();
        postgres = started(port);
    }

    private ProcessHandle aBackend() throws SQLException {
        Await.until(this::letsIn, () -> "PostgreSQL has recovered from the death before");
        String query = "select pid from pg_stat_activity where application_name = 'orgstorage' limit 1";
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as("a server is connected").isTrue();
            return ProcessHandle.of(row.getLong(1)).orElseThrow();
        }
    }

    private boolean letsIn() {
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            return connection.isValid(1);
        } catch (SQLException recovering) {
            return false;
        }
    }

    private static void kill(ProcessHandle process) {
        assertThat(process.info().command()).get().asString().endsWith("/postgres");
        assertThat(process.destroyForcibly()).isTrue();
    }

    @Override
    public void close() {
        bucket.close();
        postgres.close();
    }
}
