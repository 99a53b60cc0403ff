package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.disposable();
    private static final EmbeddedBucket BUCKET = EmbeddedBucket.disposable();

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "DATABASE_URL", POSTGRES.jdbcUrl(),
            "DATABASE_USER", POSTGRES.user(),
            "R2_ENDPOINT", BUCKET.endpoint().toString(),
            "R2_BUCKET", BUCKET.bucket(),
            "R2_ACCESS_KEY_ID", BUCKET.credentials().accessKey(),
            "R2_SECRET_ACCESS_KEY", BUCKET.credentials().secretKey()));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterAll
    static void close() {
        POSTGRES.close();
        BUCKET.close();
    }

    @Test
    void itExitsWithZeroIfNothingFailedAndWithOneIfSomethingDid() {
        environment.put("CORS_ORIGINS", "https://app.example.com,*");
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("Trying the database " + POSTGRES.jdbcUrl() + " and the bucket orgstorage at "
                        + BUCKET.endpoint())
                .contains("failed   migrations", "-> run orgstorage migrate first", "1 failed");
        environment.put("DATABASE_OWNER_USER", POSTGRES.user());
        environment.put("DATABASE_USER", "nobody");
        assertThat(run("migrate")).isZero();
        environment.put("DATABASE_USER", POSTGRES.user());
        assertThat(run("doctor")).isZero();
        assertThat(out.toString())
                .contains("ok       https://app.example.com", "ok       https://any.example", "nothing is left")
                .doesNotContain(BUCKET.credentials().secretKey());
    }

    @Test
    void asJsonItSaysTheSame() {
        run("migrate");
        assertThat(run("doctor", "--json", "--origin", "https://a.example", "--origin", "https://b.example"))
                .isZero();
        JsonNode report = new JsonMapper().readTree(out.toString());
        assertThat(report.path("failed").asBoolean(true)).isFalse();
        assertThat(report.path("diagnoses").get(0).toString())
                .isEqualTo("{\"part\":\"database\",\"check\":\"connection\",\"verdict\":\"ok\","
                        + "\"says\":\"answers\",\"remedy\":null}");
        assertThat(report.path("diagnoses").findValuesAsString("check"))
                .contains("https://a.example", "https://b.example");
    }

    @Test
    void asJsonAFailureIsSaidAsWell() {
        environment.put("R2_ENDPOINT", "http://127.0.0.1:1");
        assertThat(run("doctor", "--json")).isEqualTo(1);
        JsonNode report = new JsonMapper().readTree(out.toString());
        assertThat(report.path("failed").asBoolean(false)).isTrue();
        assertThat(report.path("diagnoses").findValuesAsString("verdict")).contains("failed", "skipped");
    }

    @Test
    void wrongSettingsAreAnotherMatter() {
        assertThat(run("doctor", "--origin", "https://app.example.com/")).isEqualTo(2);
        assertThat(err.toString()).contains("https://app.example.com/ is not an origin");
        environment.remove("R2_BUCKET");
        assertThat(run("doctor")).isEqualTo(2);
        assertThat(err.toString()).contains("R2_BUCKET is missing");
    }

    private int run(String... command) {
        Stream.of(out, err).forEach(text -> text.getBuffer().setLength(0));
        return OrgStorage.commandLine(environment, new OrgStorage())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command);
    }
}
