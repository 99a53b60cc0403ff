package dev.orgstorage.http.server;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.objectstore.r2.R2ObjectStore;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.Ledger;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.Owners;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.port.Tombstones;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.contract.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** PostgreSQL and an S3 server of its own. The database's clock cannot be moved, so all its times go back. */
final class RealWorld implements World, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String EMPTY = """
            delete from storage.file_record;
            delete from storage.tombstone;
            delete from storage.users;
            delete from storage.organizations
            """;
    private static final String PASS = """
            with passed (time) as (select make_interval(secs => ?)),
            records as (
                update storage.file_record
                set upload_until = upload_until - time, lent_until = lent_until - time
                from passed
            )
            update storage.tombstone set keep_until = keep_until - time, due = due - time from passed
            """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
    private final EmbeddedBucket bucket = EmbeddedBucket.disposable();
    private final Database database =
            Database.open(new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 10));
    private final R2ObjectStore objects = new R2ObjectStore(R2Settings.s3(
            bucket.endpoint(),
            "auto",
            bucket.bucket(),
            bucket.credentials().accessKey(),
            bucket.credentials().secretKey()));
    private final Connection sql = connect();
    private HttpClient client = HttpClient.newHttpClient();

    RealWorld() {
        database.migrate();
    }

    /** This world, with nothing in it. */
    RealWorld empty() {
        try (Statement statement = sql.createStatement()) {
            statement.execute(EMPTY);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        List<ObjectKey> keys = objects.list("", null, 1000).entries().stream()
                .map(ObjectPage.Entry::key)
                .toList();
        if (!keys.isEmpty()) {
            Map<ObjectKey, String> left = objects.deleteAll(keys);
            if (!left.isEmpty()) {
                throw new IllegalStateException("Could not be removed: " + left);
            }
        }
        return this;
    }

    @Override
    public FileRecords records() {
        return database.records();
    }

    @Override
    public Tombstones tombstones() {
        return database.tombstones();
    }

    @Override
    public Ledger ledger() {
        return database.ledger();
    }

    @Override
    public Owners owners() {
        return database.owners();
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public synchronized void pass(Duration time) {
        try (PreparedStatement statement = sql.prepareStatement(PASS)) {
            statement.setDouble(1, time.toMillis() / 1e3);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<ObjectKey> unfinishedUploads() {
        return new HiddenFiles(bucket.folder()).unfinishedUploads();
    }

    @Override
    public Answer send(SignedRequest request, byte[] body) {
        HttpRequest.BodyPublisher publisher = request.method().equals("PUT")
                ? HttpRequest.BodyPublishers.ofByteArray(body)
                : HttpRequest.BodyPublishers.noBody();
        HttpRequest.Builder http =
                HttpRequest.newBuilder(request.url()).timeout(TIMEOUT).method(request.method(), publisher);
        request.headers().forEach(http::header);
        try {
            HttpResponse<byte[]> response = client.send(http.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                // A bucket that refuses an upload may close the connection it came by.
                client.close();
                client = HttpClient.newHttpClient();
            }
            return new Answer(response.statusCode(), Map.of(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending", e);
        }
    }

    @Override
    public void close() throws SQLException {
        client.close();
        sql.close();
        objects.close();
        database.close();
        bucket.close();
        postgres.close();
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
