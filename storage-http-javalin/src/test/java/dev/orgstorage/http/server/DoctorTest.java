package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.http.server.Diagnosis.Verdict;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.persistence.jooq.Encryption;
import dev.orgstorage.port.ObjectStore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds: of the embedded servers, of those that are down or set up wrongly, and of one that is no good. */
class DoctorTest {
    private static final String PAGE = "https://app.example.com";
    private static final String OTHER_PAGE = "https://other.example.com";
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.disposable();
    private static final EmbeddedBucket BUCKET = EmbeddedBucket.disposable();
    private static final Database DATABASE = database(POSTGRES.jdbcUrl());

    private final List<Diagnosis> diagnoses = new ArrayList<>();

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
        POSTGRES.close();
        BUCKET.close();
    }

    @AfterEach
    void nothingIsLeftBehind() throws SQLException {
        try (R2ObjectStore objects = new R2ObjectStore(settings())) {
            assertThat(objects.list("", null, 10).entries()).isEmpty();
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select (select count(*) from storage.file_record)"
                        + " + (select count(*) from storage.users) + (select count(*) from storage.tombstone)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void theEmbeddedServersAreOkInEveryRespect() {
        examine(DATABASE, settings(), PAGE, OTHER_PAGE);
        assertThat(diagnoses).allMatch(diagnosis -> diagnosis.verdict() == Verdict.OK && diagnosis.remedy() == null);
        assertThat(diagnoses)
                .extracting(diagnosis -> diagnosis.part() + ": " + diagnosis.check())
                .containsExactly(
                        "database: connection",
                        "database: encryption",
                        "database: version",
                        "database: clock",
                        "database: migrations",
                        "database: isolation",
                        "database: upkeep",
                        "bucket: connection",
                        "bucket: clock",
                        "bucket: access keys",
                        "bucket: listing",
                        "uploads: signed upload",
                        "uploads: no overwriting",
                        "uploads: signed length",
                        "uploads: signed type",
                        "uploads: SHA-256 checked",
                        "uploads: SHA-256 kept",
                        "uploads: metadata",
                        "uploads: listed",
                        "uploads: signed download",
                        "uploads: uploads in parts",
                        "browsers: " + PAGE,
                        "browsers: " + OTHER_PAGE,
                        "removal: deletion",
                        "removal: deletion of many",
                        "removal: nothing is left");
    }

    @Test
    void withoutAnOriginNobodyKnowsOfCors() {
        examine(DATABASE, settings());
        assertThat(found("browsers", "CORS")).isEqualTo("warning: not looked at");
        assertThat(remedyOf("browsers", "CORS")).contains("--origin https://app.example.com");
        assertThat(failed()).isEmpty();
    }

    @Test
    void ofADatabaseThatIsDownThatIsAllThereIsToSay() {
        try (Database down = database("jdbc:postgresql://127.0.0.1:1/none")) {
            examine(down, settings(), PAGE);
        }
        assertThat(found("database", "connection")).isEqualTo("failed: ConnectException: Connection refused");
        assertThat(remedyOf("database", "connection")).contains("DATABASE_URL");
        assertThat(found("database", "all the rest")).isEqualTo("skipped: needs a connection");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void aDatabaseThatRefusesIsQuoted() {
        try (Database wrong = database(POSTGRES.jdbcUrl("wrong"))) {
            examine(wrong, settings(), PAGE);
        }
        assertThat(found("database", "connection")).isEqualTo("failed: FATAL: database \"wrong\" does not exist");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void missingMigrationsAreCounted() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database fresh");
        }
        try (Database fresh = database(POSTGRES.jdbcUrl("fresh"))) {
            examine(fresh, settings(), PAGE);
            assertThat(found("database", "migrations")).isEqualTo("failed: " + fresh.pendingMigrations() + " missing");
        }
        assertThat(remedyOf("database", "migrations")).isEqualTo("run orgstorage migrate first");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void whatKeepsOwnersApartIsSaidPlainly() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role alone login; create role above login bypassrls in role alone");
            statement.execute("create database alone owner alone");
        }
        try (Database alone = database(POSTGRES.jdbcUrl("alone"), "alone")) {
            alone.migrate();
            examine(alone, settings(), PAGE);
            assertThat(found("database", "isolation"))
                    .isEqualTo("warning: row level security shows alone one owner's rows at a time, and it has other"
                            + " rights too");
            assertThat(remedyOf("database", "isolation")).contains("a login that may create roles");
            assertThat(failed()).isEmpty();
        }
        diagnoses.clear();
        try (Database above = database(POSTGRES.jdbcUrl("alone"), "above")) {
            examine(above, settings(), PAGE);
            assertThat(found("database", "isolation"))
                    .isEqualTo("failed: no row level security: above is a superuser or has BYPASSRLS");
            assertThat(failed()).hasSize(1);
        }
    }

    @Test
    void upkeepThatMaySeeTheFilesOfNobodyIsFoundOut() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role requests login in role orgstorage_requests");
        }
        try (Database requests = database(POSTGRES.jdbcUrl(), "requests")) {
            examine(requests, settings(), PAGE);
        }
        assertThat(found("database", "isolation")).startsWith("ok: row level security shows requests, as");
        assertThat(found("database", "upkeep")).startsWith("failed: page through the records: the database refused it");
        assertThat(remedyOf("database", "upkeep")).contains("orgstorage_upkeep");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void plainTextToAnotherMachineIsAWarning() {
        assertThat(DatabaseCheckup.encryption(new Encryption("verify-full", true)))
                .isEqualTo(Diagnosis.Outcome.ok("sslmode=verify-full"));
        assertThat(DatabaseCheckup.encryption(new Encryption("require", true)))
                .isEqualTo(Diagnosis.Outcome.ok("sslmode=require; verify-full would also find out an impostor"));
        assertThat(DatabaseCheckup.encryption(new Encryption("prefer", true)).verdict())
                .isEqualTo(Verdict.WARNING);
        assertThat(DatabaseCheckup.encryption(new Encryption("disable", false)).verdict())
                .isEqualTo(Verdict.OK);
    }

    @Test
    void anOldPostgresIsToBeUpgraded() {
        Database.About old =
                new Database.About("14.9", 14, InstantSource.system().instant());
        assertThat(DatabaseCheckup.version(old))
                .isEqualTo(Diagnosis.Outcome.failed("PostgreSQL 14.9 is too old", "upgrade it to 15 or newer"));
    }

    @Test
    void ofABucketThatIsDownThatIsAllThereIsToSay() {
        examine(DATABASE, settings(NOBODY, "orgstorage", "id", "secret"), PAGE);
        assertThat(found("bucket", "connection")).isEqualTo("failed: the connection is refused");
        assertThat(remedyOf("bucket", "connection")).contains("R2_ACCOUNT_ID or R2_ENDPOINT");
        assertThat(found("bucket", "all the rest")).isEqualTo("skipped: needs a bucket that can be used");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void aBucketThatIsNowhereIsToldFromOneThatIsDown() {
        IOException nowhere = new ConnectException();
        nowhere.initCause(new ConnectException().initCause(new UnresolvedAddressException()));
        assertThat(Wire.words(nowhere)).isEqualTo("no such host");
        assertThat(Wire.words(new ConnectException())).isEqualTo("the connection is refused");
    }

    @Test
    void aBucketThatNeverAnswersIsNotWaitedFor() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            examine(DATABASE, settings(endpoint, "orgstorage", "id", "secret"), PAGE);
        }
        assertThat(found("bucket", "connection")).startsWith("failed: no answer within");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void aKeyThatIsNotKnownIsToldFromAWrongSecret() {
        String key = BUCKET.credentials().accessKey();
        examine(DATABASE, settings(BUCKET.endpoint(), "orgstorage", "id", "secret"), PAGE);
        assertThat(found("bucket", "access keys")).isEqualTo("failed: 403 InvalidAccessKeyId: the key id is not known");
        assertThat(remedyOf("bucket", "access keys")).isEqualTo("correct R2_ACCESS_KEY_ID");
        assertThat(failed()).hasSize(1);

        examine(DATABASE, settings(BUCKET.endpoint(), "orgstorage", key, "secret"), PAGE);
        assertThat(found("bucket", "access keys"))
                .isEqualTo("failed: 403 SignatureDoesNotMatch: the secret is not that of the key id");
        assertThat(remedyOf("bucket", "access keys")).startsWith("correct R2_SECRET_ACCESS_KEY");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void aBucketOfAnotherNameIsNotThere() {
        EmbeddedBucket.Credentials credentials = BUCKET.credentials();
        examine(DATABASE, settings(BUCKET.endpoint(), "other", credentials.accessKey(), credentials.secretKey()), PAGE);
        assertThat(found("bucket", "access keys")).isEqualTo("failed: accepted, but there is no such bucket");
        assertThat(remedyOf("bucket", "access keys")).contains("R2_BUCKET", "R2_JURISDICTION");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void whatTheKeysMayNotDoIsNamed() throws IOException {
        try (CarelessBucket bucket = new CarelessBucket().refusing("GET", "AccessDenied")) {
            examine(DATABASE, bucket, InstantSource.system(), PAGE);
            assertThat(found("bucket", "access keys")).startsWith("failed: 403 AccessDenied");
            assertThat(remedyOf("bucket", "access keys")).contains("read and list", "Object Read & Write");
            assertThat(failed()).hasSize(1);
        }
        try (CarelessBucket bucket = new CarelessBucket().refusing("PUT", "AccessDenied")) {
            examine(DATABASE, bucket, InstantSource.system(), PAGE);
            assertThat(found("uploads", "signed upload")).isEqualTo("failed: refused: 403 AccessDenied");
            assertThat(remedyOf("uploads", "signed upload")).contains("write", "Object Read & Write");
            assertThat(found("uploads", "all the rest")).isEqualTo("skipped: needs an upload");
            assertThat(failed()).hasSize(1);
            assertThat(bucket.isEmpty()).isTrue();
        }
        try (CarelessBucket bucket = new CarelessBucket().refusing("DELETE", "AccessDenied")) {
            examine(DATABASE, bucket, InstantSource.system(), PAGE);
            assertThat(found("removal", "deletion")).startsWith("failed: delete uploads/users/orgstorage-doctor/");
            assertThat(remedyOf("removal", "deletion")).contains("delete", "Object Read & Write");
            assertThat(found("removal", "deletion of many")).isEqualTo("failed: refused: AccessDenied");
            assertThat(found("removal", "nothing is left")).contains("may be left");
            assertThat(remedyOf("removal", "nothing is left")).contains("uploads/users/orgstorage-doctor/");
        }
    }

    @Test
    void clocksThatDifferAreWarnedOfAndBeyondFiveMinutesFail() {
        try (R2ObjectStore objects = new R2ObjectStore(settings())) {
            examine(DATABASE, objects, offset(Duration.ofSeconds(-100)), PAGE);
            assertThat(found("database", "clock")).matches("warning: \\d+ s ahead of this machine's");
            assertThat(found("bucket", "clock")).matches("warning: \\d+ s ahead of this machine's");
            assertThat(remedyOf("bucket", "clock")).contains("NTP");
            assertThat(failed()).isEmpty();

            examine(DATABASE, objects, offset(Duration.ofMinutes(90)), PAGE);
            assertThat(found("database", "clock")).matches("failed: \\d+ min behind this machine's");
            assertThat(found("bucket", "clock")).matches("failed: \\d+ min behind this machine's");
            assertThat(failed()).hasSize(2);
        }
    }

    @Test
    void anOriginThatMayNotUploadIsGivenTheRulesToSet(@TempDir Path folder) {
        try (EmbeddedBucket bucket = EmbeddedBucket.start(folder, 0, List.of(PAGE), BUCKET.credentials())) {
            EmbeddedBucket.Credentials credentials = bucket.credentials();
            examine(
                    DATABASE,
                    settings(bucket.endpoint(), bucket.bucket(), credentials.accessKey(), credentials.secretKey()),
                    PAGE,
                    OTHER_PAGE);
            try (R2ObjectStore objects = new R2ObjectStore(
                    settings(bucket.endpoint(), bucket.bucket(), credentials.accessKey(), credentials.secretKey()))) {
                assertThat(objects.list("", null, 10).entries()).isEmpty();
            }
        }
        assertThat(found("browsers", PAGE)).isEqualTo("ok: may upload and download");
        assertThat(found("browsers", OTHER_PAGE)).startsWith("failed: may not upload");
        assertThat(remedyOf("browsers", OTHER_PAGE))
                .contains(
                        "\"AllowedOrigins\": [\"" + PAGE + "\", \"" + OTHER_PAGE + "\"]",
                        "\"AllowedMethods\": [\"GET\", \"PUT\"]",
                        "\"content-type\", \"if-none-match\", \"x-amz-checksum-sha256\", \"x-amz-meta-file-id\"",
                        "\"ExposeHeaders\": [\"ETag\"]");
        assertThat(failed()).hasSize(1);
    }

    @Test
    void aBucketThatChecksNothingFailsInAllThatItShouldCheck() throws IOException {
        try (CarelessBucket bucket = new CarelessBucket()) {
            examine(DATABASE, bucket, InstantSource.system(), PAGE, OTHER_PAGE);
            assertThat(bucket.isEmpty()).isTrue();
        }
        assertThat(found("uploads", "no overwriting"))
                .isEqualTo("failed: If-None-Match is ignored: uploads could be overwritten");
        assertThat(found("uploads", "signed length")).startsWith("failed: not enforced");
        assertThat(found("uploads", "signed type")).startsWith("failed: not enforced");
        assertThat(found("uploads", "SHA-256 checked")).startsWith("failed: not enforced");
        assertThat(found("uploads", "SHA-256 kept")).isEqualTo("warning: not told by HEAD");
        assertThat(found("uploads", "metadata")).endsWith("differs: metadata, type");
        assertThat(found("uploads", "listed")).isEqualTo("failed: not listed");
        assertThat(found("uploads", "signed download")).endsWith("differs: Content-Disposition, Content-Type");
        assertThat(found("uploads", "uploads in parts")).startsWith("failed: begin an upload: NotImplemented");
        assertThat(remedyOf("uploads", "uploads in parts")).contains("s3:AbortMultipartUpload");
        assertThat(remedyOf("browsers", PAGE)).contains("AllowedOrigins");
        assertThat(remedyOf("browsers", OTHER_PAGE)).isEqualTo("set the rules above");
        assertThat(found("removal", "deletion")).isEqualTo("ok: works");
        assertThat(diagnoses)
                .filteredOn(
                        diagnosis -> diagnosis.verdict() == Verdict.FAILED || diagnosis.verdict() == Verdict.WARNING)
                .allMatch(diagnosis -> diagnosis.remedy() != null);
    }

    private void examine(Database database, R2Settings settings, String... origins) {
        try (R2ObjectStore objects = new R2ObjectStore(settings)) {
            examine(database, objects, InstantSource.system(), origins);
        }
    }

    private void examine(Database database, ObjectStore objects, InstantSource clock, String... origins) {
        diagnoses.clear();
        new Doctor(database, "run orgstorage migrate first", objects, List.of(origins), clock).examine(diagnoses::add);
    }

    private String found(String part, String check) {
        Diagnosis diagnosis = diagnosis(part, check);
        return diagnosis.verdict() + ": " + diagnosis.says();
    }

    private String remedyOf(String part, String check) {
        return String.valueOf(diagnosis(part, check).remedy());
    }

    private Diagnosis diagnosis(String part, String check) {
        return diagnoses.stream()
                .filter(diagnosis ->
                        diagnosis.part().equals(part) && diagnosis.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not looked at: " + part + ", " + check + " in " + diagnoses));
    }

    private List<Diagnosis> failed() {
        return diagnoses.stream()
                .filter(diagnosis -> diagnosis.verdict() == Verdict.FAILED)
                .toList();
    }

    private static InstantSource offset(Duration offset) {
        return InstantSource.offset(InstantSource.system(), offset);
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password());
    }

    private static Database database(String url) {
        return database(url, POSTGRES.user());
    }

    private static Database database(String url, String user) {
        return Database.open(new DatabaseSettings(url, user, POSTGRES.password(), 2));
    }

    private static R2Settings settings() {
        EmbeddedBucket.Credentials credentials = BUCKET.credentials();
        return settings(BUCKET.endpoint(), BUCKET.bucket(), credentials.accessKey(), credentials.secretKey());
    }

    private static R2Settings settings(URI endpoint, String bucket, String key, String secret) {
        return R2Settings.s3(endpoint, "auto", bucket, key, secret);
    }
}
