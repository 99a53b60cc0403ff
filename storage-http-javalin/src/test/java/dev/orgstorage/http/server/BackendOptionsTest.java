package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.embedded.FolderLock;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How commands of an operator come to their database and bucket. */
class BackendOptionsTest {
    @TempDir
    private Path folder;

    private final StringWriter told = new StringWriter();

    @Test
    void allThatIsMissingBesideADatabaseIsNamedAtOnce() {
        assertThat(run(Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none")))
                .isEqualTo(2);
        assertThat(told.toString())
                .contains(
                        "R2_ACCOUNT_ID or R2_ENDPOINT is missing",
                        "R2_BUCKET is missing",
                        "R2_ACCESS_KEY_ID is missing",
                        "R2_SECRET_ACCESS_KEY is missing")
                .doesNotContain("DATABASE_URL");
    }

    @Test
    void aPasswordOfNobodyIsAFault() {
        assertThat(run(Map.of(
                        "DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none",
                        "DATABASE_UPKEEP_PASSWORD", "hidden",
                        "DATABASE_OWNER_PASSWORD", "hidden")))
                .isEqualTo(2);
        assertThat(told.toString())
                .contains(
                        "DATABASE_UPKEEP_USER is missing beside DATABASE_UPKEEP_PASSWORD",
                        "DATABASE_OWNER_USER is missing beside DATABASE_OWNER_PASSWORD")
                .doesNotContain("hidden");
    }

    @Test
    void aBucketAloneIsNotEnoughEither() {
        assertThat(run(Map.of(
                        "R2_ENDPOINT", "http://127.0.0.1:1",
                        "R2_BUCKET", "files",
                        "R2_ACCESS_KEY_ID", "key",
                        "R2_SECRET_ACCESS_KEY", "secret")))
                .isEqualTo(2);
        assertThat(told.toString()).contains("DATABASE_URL is missing").doesNotContain("R2_");
    }

    @Test
    void aGivenDatabaseThatLacksMigrationsIsNotWorkedOn() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
                EmbeddedBucket bucket = EmbeddedBucket.disposable()) {
            Map<String, String> given = Map.of(
                    "DATABASE_URL", postgres.jdbcUrl(),
                    "DATABASE_USER", postgres.user(),
                    "R2_ENDPOINT", bucket.endpoint().toString(),
                    "R2_BUCKET", bucket.bucket(),
                    "R2_ACCESS_KEY_ID", bucket.credentials().accessKey(),
                    "R2_SECRET_ACCESS_KEY", bucket.credentials().secretKey());
            assertThat(run(given)).isEqualTo(1);
            assertThat(told.toString()).contains("lacks").contains("run orgstorage migrate first");
            try (Database database =
                    Database.open(new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), null, 1))) {
                database.migrate();
            }
            assertThat(run(given)).isZero();
            assertThat(told.toString())
                    .contains("On the database " + postgres.jdbcUrl() + " and the bucket orgstorage at "
                            + bucket.endpoint())
                    .doesNotContain(bucket.credentials().secretKey());
        }
    }

    @Test
    void aDatabaseThatIsDownIsNamed() {
        assertThat(run(Map.of(
                        "DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none",
                        "R2_ENDPOINT", "http://127.0.0.1:1",
                        "R2_BUCKET", "files",
                        "R2_ACCESS_KEY_ID", "key",
                        "R2_SECRET_ACCESS_KEY", "secret")))
                .isEqualTo(1);
        assertThat(told.toString()).contains("jdbc:postgresql://127.0.0.1:1/none", "Connection refused");
    }

    @Test
    void withNothingSetTheHomeIsStartedOrSharedWithWhoRunsIt() throws IOException {
        Path home = ServerProcess.emptyHome(folder);
        Home kept = new Home(home);
        assertThat(run(Map.of("ORGSTORAGE_HOME", home.toString()))).isZero();
        try (Backends server = Backends.embedded(kept, 2, List.of(), Telemetry.none())) {
            assertThat(run(Map.of("ORGSTORAGE_HOME", home.toString()))).isZero();
            server.database().ping();
            assertThat(server.objects().list("", null, 1).entries()).isEmpty();
        }
        assertThat(kept.freePort("database"))
                .isEqualTo(kept.rememberedPort("database"))
                .isNotZero();
    }

    @Test
    void aHomeWhoseServerHasNotStartedYetIsSaidToBeSo() throws IOException {
        Path home = ServerProcess.emptyHome(folder);
        try (FolderLock held = FolderLock.of(home)) {
            assertThat(run(Map.of("ORGSTORAGE_HOME", home.toString()))).isEqualTo(1);
            assertThat(told.toString()).contains(home + " has not started yet");
            assertThat(held).isNotNull();
        }
    }

    private int run(Map<String, String> environment) {
        PrintWriter writer = new PrintWriter(told, true);
        return OrgStorage.commandLine(environment, new Look())
                .setOut(writer)
                .setErr(writer)
                .execute();
    }

    /** A command that does nothing but ask both. */
    @Command(name = "look")
    private static final class Look implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private BackendOptions options = new BackendOptions();

        @Override
        public Integer call() {
            try (Backends backends = options.open(Objects.requireNonNull(spec))) {
                backends.objects().list("", null, 1);
                return 0;
            }
        }
    }
}
