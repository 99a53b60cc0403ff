package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MigrateCommandTest {
    private static final String TABLES = "(id text primary key); create table organization (id text primary key)";

    private final EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void itLinksToBetterAuthOnceAndOnlyIfAsked() throws SQLException {
        execute("create table \"user\" " + TABLES);
        assertThat(migrate()).isZero();
        assertThat(lines(out)).singleElement().asString().startsWith("Migrations applied");
        assertThat(migrate("--link-better-auth")).isZero();
        assertThat(lines(out))
                .containsExactly(
                        "Nothing to migrate",
                        "Linked to the users and organizations of better-auth in the schema public: deleting them there"
                                + " erases them here");
        assertThat(migrate("--link-better-auth=public")).isZero();
        assertThat(lines(out))
                .containsExactly("Nothing to migrate", "Linked to better-auth in the schema public before");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void itLinksToTheSchemaThatIsGiven() throws SQLException {
        execute("create schema auth; create table auth.\"user\" " + TABLES.replace("table ", "table auth."));
        assertThat(migrate("--link-better-auth", "auth")).isZero();
        assertThat(lines(out)).last().asString().contains("in the schema auth:");
    }

    @Test
    void itSaysWhyItDoesNotLink() {
        assertThat(migrate("--link-better-auth")).isEqualTo(1);
        assertThat(lines(out)).singleElement().asString().startsWith("Migrations applied");
        assertThat(lines(err)).hasSize(3).first().asString().isEqualTo("Not linked, and nothing changed:");
    }

    private int migrate(String... options) {
        out.getBuffer().setLength(0);
        Map<String, String> settings = Map.of("DATABASE_URL", postgres.jdbcUrl(), "DATABASE_USER", postgres.user());
        CommandLine line = OrgStorage.commandLine(settings, new MigrateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(options);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> lines(StringWriter text) {
        return text.toString().lines().toList();
    }
}
