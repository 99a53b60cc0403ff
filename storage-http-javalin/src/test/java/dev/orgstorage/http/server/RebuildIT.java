package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.testkit.ContentSamples;
import dev.orgstorage.testkit.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The bucket can rebuild the database: 5,000 files of 40 owners, under hard names, come by way of a running server; the
 * database is dropped; and from the bucket alone every record comes back as it was.
 */
class RebuildIT {
    private static final int FILES = Integer.getInteger("rebuild.files", 1_000);
    private static final int OWNERS = 40;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SECRET = "a secret of at least thirty-two bytes";
    private static final List<String> HARD_IDS =
            List.of("plain", "auth0|", "a/b", "..", "100%25", "ü 履 🦊", "sha256=", "x".repeat(250), "履".repeat(200));
    private static final List<String> TYPES = List.of("text/plain", "image/png", "application/vnd.x+json", "text/html");

    /** All that a record says of its file as it was uploaded. */
    private static final String READY = "select row(id, file_key, scope, user_id, filename, mime_type, size,"
            + " checksum_sha256, etag, created_at)::text from storage.file_record where state = 'ready' order by id";

    /** All that there is. */
    private static final String EVERYTHING = "select f::text from storage.file_record f order by id";

    @Test
    void everyRecordComesBackFromTheBucketAlone() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
                EmbeddedBucket bucket = EmbeddedBucket.disposable()) {
            execute(postgres, "create database files");
            Map<String, String> settings = settings(postgres, bucket);
            run(settings, "migrate");
            try (ServerProcess server = ServerProcess.start(settings)) {
                fill(server.awaitReady());
                server.stop();
            }
            List<String> before = select(settings, READY);
            assertThat(before).hasSizeGreaterThan(FILES * 8 / 10).hasSizeLessThan(FILES);

            execute(postgres, "drop database files");
            execute(postgres, "create database files");
            run(settings, "migrate");
            assertThat(run(settings, "import"))
                    .contains("Imported: " + before.size() + "\nAlready there: 0\nSkipped: 0");
            assertThat(select(settings, READY)).isEqualTo(before);

            List<String> rebuilt = select(settings, EVERYTHING);
            assertThat(run(settings, "import")).contains("Imported: 0\nAlready there: " + before.size());
            assertThat(select(settings, EVERYTHING)).isEqualTo(rebuilt);
        }
    }

    /** Uploads from each owner, side by side; every tenth file is deleted again, and every fiftieth never sent. */
    private static void fill(String address) throws Exception {
        List<Callable<Integer>> owners = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            Client client = new Client(address, token(i));
            Random random = new Random(i);
            owners.add(() -> {
                int files = 0;
                for (; files < FILES / OWNERS; files++) {
                    upload(client, files, random);
                }
                return files;
            });
        }
        int files = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> owner : threads.invokeAll(owners)) {
                files += owner.get();
            }
        }
        assertThat(files).isEqualTo(FILES);
    }

    private static String type(String name, Random random) {
        if (name.endsWith(".html")) {
            return "text/html";
        }
        return name.endsWith(".exe") ? "application/octet-stream" : TYPES.get(random.nextInt(TYPES.size()));
    }

    /** As the type has them. */
    private static byte[] bytes(String type, Random random) {
        byte[] start = type.equals("image/png") ? ContentSamples.of("png") : new byte[0];
        byte[] bytes = Arrays.copyOf(start, start.length + random.nextInt(100));
        for (int i = start.length; i < bytes.length; i++) {
            bytes[i] = (byte) (type.startsWith("text/") ? 'a' + random.nextInt(26) : random.nextInt());
        }
        return bytes;
    }

    private static void upload(Client client, int number, Random random) throws Exception {
        String name = Samples.HARD_NAMES.get(random.nextInt(Samples.HARD_NAMES.size()));
        String type = type(name, random);
        byte[] bytes = bytes(type, random);
        Map<String, Object> promise =
                new HashMap<>(Map.of("fileName", name, "fileType", type, "fileSize", bytes.length));
        if (random.nextInt(3) == 0) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            promise.put("checksumSha256", Base64.getEncoder().encodeToString(digest));
        }
        Reply started = client.post("/upload-url", promise).expecting(200);
        if (number % 50 == 49) {
            return;
        }
        assertThat(put(started, bytes)).isEqualTo(200);
        client.complete(started).expecting(200);
        if (number % 10 == 0) {
            client.delete("/files/" + started.text("recordId")).expecting(200);
        }
    }

    /** By connections that are kept: {@link Client#put} opens one each time. */
    private static int put(Reply started, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(started.text("uploadUrl"))).PUT(BodyPublishers.ofByteArray(bytes));
        started.json()
                .path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Of a user alone, or of a member of an organization who has the same id. */
    private static String token(int number) throws JOSEException {
        String id = HARD_IDS.get(number / 2 % HARD_IDS.size()) + number / 2 / HARD_IDS.size();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(id)
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
        if (number % 2 == 0) {
            claims.claim("org_id", id).claim("org_role", "member");
        }
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres, EmbeddedBucket bucket) {
        return Map.of(
                "DATABASE_URL", postgres.jdbcUrl().replaceFirst("/[^/]*$", "/files"),
                "DATABASE_USER", postgres.user(),
                "R2_ENDPOINT", bucket.endpoint().toString(),
                "R2_BUCKET", bucket.bucket(),
                "R2_ACCESS_KEY_ID", bucket.credentials().accessKey(),
                "R2_SECRET_ACCESS_KEY", bucket.credentials().secretKey(),
                "JWT_SECRET", SECRET,
                "PORT", "0");
    }

    private static String run(Map<String, String> settings, String command) throws Exception {
        try (ServerProcess process = ServerProcess.start(settings, command)) {
            String told = process.outputToTheEnd();
            assertThat(process.exitStatus()).as(told).isZero();
            return told;
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> select(Map<String, String> settings, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        String.valueOf(settings.get("DATABASE_URL")), settings.get("DATABASE_USER"), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
