package dev.orgstorage.benchmarks;

import dev.orgstorage.domain.FileRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Brings the fates of files over their records, past every adapter. */
final class Drift {
    private static final String PENDING = """
            update storage.file_record
            set state = 'pending', etag = null, ready_since = null, upload_until = now() + ?::interval
            where file_key = any(?)
            """;
    private static final String TOMBSTONES = """
            insert into storage.tombstone (keep_until, due, object_removed, id, file_key, scope)
            select now() + ?::interval, now(), ?, gone.*
            from unnest(?::uuid[], ?, ?) gone
            """;

    private final Connection connection;
    private final Inventory inventory;

    Drift(Connection connection, Inventory inventory) {
        this.connection = connection;
        this.inventory = inventory;
    }

    void run() throws SQLException {
        makePending(Fate.ABANDONED, "-2 days");
        makePending(Fate.ARRIVING, "1 day");
        leaveTombstones(Fate.FORGOTTEN, "-2 days", true);
        leaveTombstones(Fate.LEAVING, "1 day", false);
    }

    private void makePending(Fate fate, String urlLife) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(PENDING)) {
            update.setString(1, urlLife);
            update.setArray(2, texts(files(fate), file -> file.key().value()));
            update.executeUpdate();
        }
    }

    private void leaveTombstones(Fate fate, String standing, boolean objectRemoved) throws SQLException {
        List<FileRecord> files = files(fate);
        try (PreparedStatement insert = connection.prepareStatement(TOMBSTONES)) {
            insert.setString(1, standing);
            insert.setBoolean(2, objectRemoved);
            insert.setArray(3, texts(files, file -> file.id().toString()));
            insert.setArray(4, texts(files, file -> file.key().value()));
            insert.setArray(5, texts(files, file -> file.owner().scope()));
            insert.executeUpdate();
        }
    }

    private List<FileRecord> files(Fate fate) {
        return inventory.positions(fate::equals).mapToObj(inventory::file).toList();
    }

    private Array texts(List<FileRecord> files, Function<FileRecord, String> text) throws SQLException {
        return connection.createArrayOf("text", files.stream().map(text).toArray());
    }
}
