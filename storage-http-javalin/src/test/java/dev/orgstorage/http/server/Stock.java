package dev.orgstorage.http.server;

import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Reconcile;
import dev.orgstorage.usecase.Sweep.Swept;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All records, tombstones and objects there are, seen past every server. */
final class Stock implements AutoCloseable {
    private static final int PAGE = 1000;

    private final Map<String, String> settings;
    private final Backends backends;

    /** @param settings of the database and the bucket, as a command takes them */
    Stock(Map<String, String> settings) {
        this.settings = settings;
        this.backends = Backends.at(
                DatabaseSettings.of(setting("DATABASE_URL"), setting("DATABASE_USER"), setting("DATABASE_PASSWORD"), 2),
                R2Settings.s3(
                        URI.create(setting("R2_ENDPOINT")),
                        "auto",
                        setting("R2_BUCKET"),
                        setting("R2_ACCESS_KEY_ID"),
                        setting("R2_SECRET_ACCESS_KEY")));
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    /** What is a record and no object, or an object and no record, or not the same in both; empty if all agrees. */
    List<String> differences() {
        Map<String, String> records = records();
        Map<String, String> objects = objects();
        Set<String> keys = new TreeSet<>(records.keySet());
        keys.addAll(objects.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(records.get(key), objects.get(key)))
                .map(key -> key + " is " + records.getOrDefault(key, "nothing") + " by the records, and "
                        + objects.getOrDefault(key, "nothing") + " in the bucket")
                .toList();
    }

    /** Of each ready record its size and ETag, by its key; of a pending one that it is. */
    private Map<String, String> records() {
        Map<String, String> records = new TreeMap<>();
        @Nullable ObjectKey after = null;
        while (true) {
            List<FileRecord> page = backends.database().ledger().page("", after, PAGE);
            if (page.isEmpty()) {
                return records;
            }
            page.forEach(record -> records.put(record.key().value(), seen(record)));
            after = page.getLast().key();
        }
    }

    private static String seen(FileRecord record) {
        return record.state() instanceof FileState.Ready ready
                ? record.content().size() + " bytes " + ready.etag()
                : "pending";
    }

    /** Of each object its size and ETag, by its key. */
    Map<String, String> objects() {
        Map<String, String> objects = new TreeMap<>();
        @Nullable ObjectKey after = null;
        while (true) {
            ObjectPage page = backends.objects().list("", after, PAGE);
            page.entries()
                    .forEach(object -> objects.put(object.key().value(), object.size() + " bytes " + object.etag()));
            if (!page.more()) {
                return objects;
            }
            after = page.entries().getLast().key();
        }
    }

    /** Removes an object, as if nobody had ever put it there. */
    void remove(String key) {
        backends.objects().delete(new ObjectKey(key));
    }

    /** Lets time pass for tombstones and for uploads. */
    void letPass(Duration time) {
        String interval = "interval '" + time.toSeconds() + " seconds'";
        change("update storage.tombstone set keep_until = keep_until - " + interval + ", due = due - " + interval);
        change("update storage.file_record set upload_until = upload_until - " + interval
                + ", lent_until = lent_until - " + interval);
    }

    /** Whatever is lent is due again, and whatever waits to be tried again. */
    void leasesEnd() {
        change("update storage.tombstone set due = now() where not object_removed");
        change("update storage.file_record set lent_until = null");
    }

    /** What a comparison of all records and objects finds. */
    List<Difference> reconciled() {
        return reconciled(InstantSource.system());
    }

    List<Difference> reconciled(InstantSource clock) {
        List<Difference> found = new ArrayList<>();
        new Reconcile(backends.database().ledger(), backends.database().tombstones(), backends.objects(), clock)
                .compare("", found::add);
        return found;
    }

    Swept sweep() {
        return backends.sweep(ContentCheck.STRICT).once();
    }

    /** How often removals were tried of all that are not done. */
    long attempts() {
        return number("select coalesce(sum(attempts), 0) from storage.tombstone");
    }

    long tombstones(String condition) {
        return number("select count(*) from storage.tombstone where " + condition);
    }

    private long number(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    List<String> tombstones() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select t::text from storage.tombstone t order by due")) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void change(String statement) {
        try (Connection connection = connect();
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                setting("DATABASE_URL"), setting("DATABASE_USER"), setting("DATABASE_PASSWORD"));
    }

    @Override
    public void close() {
        backends.close();
    }
}
