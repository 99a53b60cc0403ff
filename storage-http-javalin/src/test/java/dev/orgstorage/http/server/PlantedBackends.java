package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.port.Ledger.Adoption;
import dev.orgstorage.port.SignedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A real database and a real bucket, in which both are written past everybody, and can be made older. */
final class PlantedBackends implements AutoCloseable {
    static final Owner ACME = Owner.of(new OrganizationId("acme"));
    static final UserId ANN = new UserId("ann");

    private final Path folder;
    private final EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
    private final EmbeddedBucket bucket;
    private final Database database;
    private final R2ObjectStore objects;
    private final HttpClient http = HttpClient.newHttpClient();
    private final FileIds ids = new FileIds(InstantSource.system(), new Random(8));

    PlantedBackends(Path folder) {
        this.folder = folder;
        bucket = EmbeddedBucket.start(folder, 0, List.of("*"), EmbeddedBucket.Credentials.random());
        database = Database.open(new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 2));
        database.migrate();
        objects = new R2ObjectStore(R2Settings.s3(
                bucket.endpoint(),
                "auto",
                bucket.bucket(),
                bucket.credentials().accessKey(),
                bucket.credentials().secretKey()));
    }

    Database database() {
        return database;
    }

    R2ObjectStore objects() {
        return objects;
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", postgres.jdbcUrl());
        environment.put("DATABASE_USER", postgres.user());
        environment.put("R2_ENDPOINT", bucket.endpoint().toString());
        environment.put("R2_BUCKET", bucket.bucket());
        environment.put("R2_ACCESS_KEY_ID", bucket.credentials().accessKey());
        environment.put("R2_SECRET_ACCESS_KEY", bucket.credentials().secretKey());
        return environment;
    }

    /** Everything is gone. */
    void clear() throws IOException {
        change("truncate storage.file_record, storage.tombstone, storage.users, storage.organizations");
        for (Path file : objectFiles()) {
            Files.delete(file);
        }
    }

    /** A pending record under any key, of a file of five bytes. */
    FileRecord promised(String key, Owner owner) {
        FileRecord file = pending(ids.next(), key, owner);
        database.records().add(file);
        return file;
    }

    /** A ready record with its object. */
    FileRecord ready(String key, Owner owner) {
        FileRecord pending = pending(ids.next(), key, owner);
        put(pending, "hello");
        Instant now = Instant.now();
        FileRecord ready = pending.ready(objects.stat(pending.key()).orElseThrow(), now);
        assertThat(database.ledger().adopt(List.of(ready))).containsValue(Adoption.ADDED);
        return database.ledger().find(ready.key()).orElseThrow();
    }

    FileRecord missing(String key) {
        FileRecord file = ready(key, ACME);
        objects.delete(file.key());
        return file;
    }

    FileRecord altered(String key, String body) {
        FileRecord file = ready(key, ACME);
        objects.delete(file.key());
        put(
                new FileRecord(
                        file.id(),
                        file.key(),
                        file.owner(),
                        file.uploader(),
                        file.name(),
                        new Content(file.content().type(), body.length()),
                        new FileState.Pending(Instant.now()),
                        file.createdAt(),
                        file.updatedAt()),
                body);
        return file;
    }

    /** An uploaded object whose record has gone without a tombstone. */
    FileRecord orphan(String key, Owner owner) {
        FileRecord file = pending(ids.next(), key, owner);
        put(file, "hello");
        return file;
    }

    FileRecord unsettled(String key) {
        FileRecord file = ready(key, ACME);
        database.records().remove(file.owner(), file.id());
        objects.delete(file.key());
        return file;
    }

    void put(FileRecord file, String body) {
        SignedRequest put = objects.signUpload(file, Duration.ofMinutes(5));
        HttpRequest.Builder request = HttpRequest.newBuilder(put.url()).PUT(BodyPublishers.ofString(body));
        put.headers().forEach(request::header);
        try {
            assertThat(http.send(request.build(), BodyHandlers.ofString()))
                    .satisfies(answer ->
                            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets three days pass for all that is there. */
    void threeDaysPass() throws IOException {
        String ago = " - interval '3 days'";
        change("update storage.file_record set created_at = created_at" + ago + ", updated_at = updated_at" + ago
                + ", upload_until = upload_until" + ago + ", ready_since = ready_since" + ago);
        change("update storage.tombstone set keep_until = keep_until" + ago + ", due = due" + ago);
        FileTime then = FileTime.from(Instant.now().minus(Duration.ofDays(3)));
        for (Path file : objectFiles()) {
            Files.setLastModifiedTime(file, then);
        }
    }

    void change(String statement) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private List<Path> objectFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(bucket.bucket()))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static FileRecord pending(FileId id, String key, Owner owner) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new FileRecord(
                id,
                new ObjectKey(key),
                owner,
                ANN,
                new FileName("name, of \"" + id + "\""),
                new Content(new MediaType("text/plain"), "hello".getBytes(UTF_8).length),
                new FileState.Pending(now.plus(Duration.ofMinutes(10))),
                now,
                now);
    }

    @Override
    public void close() {
        http.close();
        objects.close();
        database.close();
        bucket.close();
        postgres.close();
    }
}
