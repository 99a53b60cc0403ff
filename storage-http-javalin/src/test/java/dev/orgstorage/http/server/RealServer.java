package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.DownloadCheck;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.port.SignedRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The server in this JVM, on a PostgreSQL and an S3 server of its own. */
final class RealServer implements AutoCloseable {
    private static final String SECRET = "a secret of at least thirty-two bytes";

    /** As better-auth keeps them. */
    private static final String MEMBERS = """
            create table "user" (id text primary key);
            create table session (token text, expires_at timestamptz, user_id text, active_organization_id text);
            create table member (user_id text, organization_id text, role text, primary key (user_id, organization_id))
            """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
    private final EmbeddedBucket bucket = EmbeddedBucket.disposable();
    private final R2ObjectStore objects = new R2ObjectStore(settings(bucket.endpoint(), bucket));
    private final StorageServer server;

    /** One that does not sweep. */
    RealServer() {
        this(bucket -> bucket, Duration.ZERO);
    }

    /** One that does not sweep, and looks up for each request where its user is a member. */
    static RealServer withMembers() {
        return new RealServer(bucket -> bucket, Duration.ZERO, true, measured());
    }

    /** One that does not sweep; what observes it is closed with it. */
    static RealServer observedBy(Telemetry telemetry) {
        return new RealServer(bucket -> bucket, Duration.ZERO, false, telemetry);
    }

    /** @param way where the server is to look for the bucket that is there; the tests look there directly */
    RealServer(UnaryOperator<URI> way, Duration sweepInterval) {
        this(way, sweepInterval, false, measured());
    }

    private RealServer(UnaryOperator<URI> way, Duration sweepInterval, boolean withMembers, Telemetry telemetry) {
        Backends backends = backends(way.apply(bucket.endpoint()), telemetry);
        backends.database().migrate();
        AuthSettings tokens = AuthSettings.tokens(JwtSettings.shared(SECRET));
        if (withMembers) {
            execute(MEMBERS);
        }
        server = StorageServer.start(
                backends,
                settings(
                        withMembers ? lookedUp(tokens, database()) : tokens,
                        ContentCheck.STRICT,
                        DownloadCheck.FRESH,
                        sweepInterval));
    }

    private DatabaseSettings database() {
        return new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 10);
    }

    private static Telemetry measured() {
        return new Telemetry(Meters.start(), Tracing.none());
    }

    private Backends backends(URI endpoint, Telemetry telemetry) {
        return Backends.at(database(), settings(endpoint, bucket), telemetry);
    }

    private static ServerSettings settings(
            AuthSettings auth, ContentCheck content, DownloadCheck downloads, Duration sweepInterval) {
        return new ServerSettings(
                auth,
                UploadLimits.standard(),
                AccessPolicy.standard(),
                content,
                downloads,
                sweepInterval,
                OperationSettings.STANDARD,
                Duration.ZERO,
                DoorSettings.standard().with(DoorSettings.Rates.NONE),
                PageSettings.STANDARD,
                "127.0.0.1",
                0);
    }

    /** Another server on the same database and bucket, which does not sweep. */
    Another another(ContentCheck content, DownloadCheck downloads) {
        AuthSettings tokens = AuthSettings.tokens(JwtSettings.shared(SECRET));
        return new Another(StorageServer.start(
                backends(bucket.endpoint(), measured()), settings(tokens, content, downloads, Duration.ZERO)));
    }

    record Another(StorageServer server) implements AutoCloseable {
        Client personal(String user) {
            return new Client("http://127.0.0.1:" + server.port(), token(user, null, null, Duration.ofHours(1)));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    Client personal(String user) {
        return client(user, null, null);
    }

    Client member(String user, String organization) {
        return client(user, organization, "member");
    }

    Client client(String user, @Nullable String organization, @Nullable String role) {
        return with(token(user, organization, role, Duration.ofHours(1)));
    }

    /** A client with whatever token. */
    Client with(String token) {
        return new Client(address(), token);
    }

    /** A token that says where its user is, and is good for so long; nothing of their role. */
    String token(String user, @Nullable String organization, Duration life) {
        return token(user, organization, null, life);
    }

    private static String token(String user, @Nullable String organization, @Nullable String role, Duration life) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(user)
                .expirationTime(Date.from(Instant.now().plus(life)));
        if (organization != null) {
            claims.claim("org_id", organization);
        }
        if (role != null) {
            claims.claim("org_role", role);
        }
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        try {
            token.sign(new MACSigner(SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What it answers to, each as a method and a path. */
    List<String> routes() {
        return server.routes();
    }

    /** Makes a user known, who is a member of nothing. */
    Client known(String user) {
        execute("insert into \"user\" values (?) on conflict do nothing", user);
        return personal(user);
    }

    /** Makes a user known and a member; one who is a member gets the role. */
    void join(String user, String organization, String role) {
        known(user);
        execute(
                "insert into member values (?, ?, ?) on conflict (user_id, organization_id) do update set role = excluded.role",
                user,
                organization,
                role);
    }

    void leave(String user, String organization) {
        execute("delete from member where user_id = ? and organization_id = ?", user, organization);
    }

    boolean hasObject(String fileKey) {
        return objects.stat(new ObjectKey(fileKey)).isPresent();
    }

    /** The files in which the bucket keeps what is of uploads in parts that have not ended. */
    List<String> unfinishedUploads() {
        return new HiddenFiles(bucket.folder()).names();
    }

    /** Takes the object away behind everybody's back. */
    void loseObject(String fileKey) {
        objects.delete(new ObjectKey(fileKey));
    }

    /** Puts an object under a key behind everybody's back, as whoever has the bucket's keys can. */
    void putObject(String fileKey, String type, byte[] bytes) throws IOException, InterruptedException {
        Instant now = Instant.now();
        FileRecord other = new FileRecord(
                new FileIds(InstantSource.system(), new Random(1)).next(),
                new ObjectKey(fileKey),
                Owner.of(new UserId("somebody")),
                null,
                new FileName("other"),
                new Content(new MediaType(type), bytes.length),
                new FileState.Pending(now),
                now,
                now);
        SignedRequest put = objects.signUpload(other, Duration.ofMinutes(1));
        HttpRequest.Builder request = HttpRequest.newBuilder(put.url()).PUT(BodyPublishers.ofByteArray(bytes));
        put.headers().forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    void stopBucket() {
        bucket.close();
    }

    /** Runs a command of the operator against the same database and bucket. */
    Told run(String... command) {
        return run(environment(), command);
    }

    /** Runs a command of the operator with these settings. */
    static Told run(Map<String, String> environment, String... command) {
        StringWriter told = new StringWriter();
        PrintWriter writer = new PrintWriter(told, true);
        int status = OrgStorage.commandLine(environment, new OrgStorage())
                .setOut(writer)
                .setErr(writer)
                .execute(command);
        return new Told(status, told.toString());
    }

    /** What a command said, and its exit status. */
    record Told(int status, String text) {}

    /** The settings of this database and bucket, as a command takes them. */
    Map<String, String> environment() {
        return Map.of(
                "DATABASE_URL", postgres.jdbcUrl(),
                "DATABASE_USER", postgres.user(),
                "DATABASE_PASSWORD", postgres.password(),
                "R2_ENDPOINT", bucket.endpoint().toString(),
                "R2_BUCKET", bucket.bucket(),
                "R2_ACCESS_KEY_ID", bucket.credentials().accessKey(),
                "R2_SECRET_ACCESS_KEY", bucket.credentials().secretKey());
    }

    /** Takes away all there is, records, tombstones and objects. */
    void empty() {
        execute("truncate storage.file_record, storage.tombstone, storage.users, storage.organizations");
        objects.list("", null, 1000).entries().forEach(object -> objects.delete(object.key()));
    }

    /** Makes all records as much older. */
    void age(String interval) {
        execute("update storage.file_record set created_at = created_at - interval '" + interval
                + "', updated_at = updated_at - interval '" + interval + "'");
    }

    /** Lets the upload URL of a file have expired. */
    void expire(String id) {
        execute("update storage.file_record set upload_until = now() - interval '1 minute' where id = ?::uuid", id);
    }

    private void execute(String sql, String... arguments) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number from the database. */
    long count(String sql, String argument) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuthSettings lookedUp(AuthSettings tokens, DatabaseSettings database) {
        return new AuthSettings(tokens.way(), tokens.roles(), new AuthSettings.Live(database, "public", Duration.ZERO));
    }

    @Override
    public void close() {
        server.close();
        objects.close();
        bucket.close();
        postgres.close();
    }

    private static R2Settings settings(URI endpoint, EmbeddedBucket bucket) {
        return R2Settings.s3(
                endpoint,
                "auto",
                bucket.bucket(),
                bucket.credentials().accessKey(),
                bucket.credentials().secretKey());
    }
}
