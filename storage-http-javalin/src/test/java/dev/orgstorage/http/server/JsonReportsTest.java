package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs are told: one JSON object on standard output, whose fields the command's help names. */
class JsonReportsTest {
    private static final RealServer SERVER = new RealServer();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void aSweepIsReported() {
        assertThat(reported("sweep").path("leftForLater").asInt(-1)).isZero();
    }

    @Test
    void anErasureIsReported() {
        upload(SERVER.personal("gone"));
        assertThat(reported("erase-user", "gone", "--dry-run"))
                .hasToString("{\"user\":\"gone\",\"dryRun\":true,\"removed\":{\"files\":1,\"bytes\":5},"
                        + "\"unnamed\":{\"files\":0,\"bytes\":0}}");
        assertThat(reported("erase-user", "gone").path("dryRun").asBoolean(true))
                .isFalse();
        upload(SERVER.member("ann", "gone"));
        assertThat(reported("erase-organization", "gone"))
                .hasToString("{\"organization\":\"gone\",\"dryRun\":false,\"files\":1,\"bytes\":5}");
    }

    @Test
    void aTransferIsReported() {
        upload(SERVER.personal("giver"));
        String id = SERVER.personal("giver").fieldListed("id").getFirst();
        assertThat(reported("transfer", "--from-user", "giver", "--to-organization", "taker", "--file", id))
                .hasToString("{\"from\":\"user:giver\",\"to\":\"org:taker\",\"dryRun\":false,\"files\":1,\"bytes\":5}");
        assertThat(reported("transfer", "--from-organization", "taker", "--to-user", "giver", "--all", "--dry-run"))
                .hasToString("{\"from\":\"org:taker\",\"to\":\"user:giver\",\"dryRun\":true,\"files\":1,\"bytes\":5}");
    }

    @Test
    void migrationsAreReported() {
        assertThat(reported("migrate")).hasToString("{\"migrationsApplied\":0,\"linkedNow\":null}");
    }

    @Test
    void aTokenIsReported() {
        JsonNode token = reported("token", "--user", "ann", "--hours", "1");
        assertThat(token.path("token").asString()).matches("[^.]+\\.[^.]+\\.[^.]+");
        assertThat(token.path("expiresIn").asInt()).isEqualTo(3600);
    }

    @Test
    void theDoctorAndAnImportReportInOneLineToo() {
        reported("doctor");
        reported("import", "--prefix", "nothing/");
    }

    private static JsonNode reported(String... command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment = new HashMap<>(SERVER.environment());
        environment.put("JWT_SECRET", "a secret of at least thirty-two bytes");
        CommandLine line = OrgStorage.commandLine(environment, new OrgStorage())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] words = new String[command.length + 1];
        System.arraycopy(command, 0, words, 0, command.length);
        words[command.length] = "--json";
        assertThat(line.execute(words)).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode report = new JsonMapper().readTree(out.toString());
        String help =
                Objects.requireNonNull(line.getSubcommands().get(command[0])).getUsageMessage(Ansi.OFF);
        String documented = help.substring(help.lastIndexOf("The JSON object"));
        assertThat(report.propertyNames())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(documented).containsPattern("\\b" + field + "\\b"));
        return report;
    }

    private static void upload(Client client) {
        client.upload("hello.txt", "text/plain", "hello".getBytes(UTF_8));
    }
}
