package dev.orgstorage.benchmarks.http;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The records of a benchmark, past every adapter: in sets, and as a superuser, whom neither policies nor triggers stop. */
final class Records {
    private static final String PAST_TRIGGERS = "set local session_replication_role = replica";
    private static final String READY = "select count(*) from storage.file_record where state = 'ready'";
    private static final String SECONDARY_INDEXES = """
            select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
            where indrelid = 'storage.file_record'::regclass and not indisunique
            """;

    private final Connection connection;

    private record Index(String name, String definition) {}

    Records(Connection connection) {
        this.connection = connection;
    }

    String version() throws SQLException {
        return text("show server_version");
    }

    long count() throws SQLException {
        return number(READY);
    }

    /** All of them or none; the indexes are built when the rows are there. */
    void make(long files) throws SQLException {
        List<Index> indexes = indexes();
        List<String> steps = new ArrayList<>(
                List.of(
                        PAST_TRIGGERS,
                        "set local work_mem = '256MB'",
                        "set local maintenance_work_mem = '512MB'",
                        "set local bench.files = " + files,
                        "truncate storage.file_record, storage.tombstone, storage.audit, storage.users, storage.organizations"));
        indexes.forEach(index -> steps.add("drop index " + index.name));
        steps.add(new Resource("load.sql").text());
        indexes.forEach(index -> steps.add(index.definition));
        together(steps);
    }

    /** What uploads have begun is pending; what was made is ready. */
    void forgetUploads() throws SQLException {
        together(List.of(PAST_TRIGGERS, "delete from storage.file_record where state = 'pending'"));
    }

    void forgetAdditions() throws SQLException {
        together(List.of(
                PAST_TRIGGERS,
                "delete from storage.file_record where state = 'pending'",
                "truncate storage.tombstone, storage.audit"));
    }

    /** Plans and pages are as after some days, and nothing is left to be written. */
    void settle() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) storage.file_record");
            statement.execute("checkpoint");
        }
    }

    List<Target> targets() throws SQLException {
        List<Target> targets = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(new Resource("targets.sql").text())) {
            while (rows.next()) {
                targets.add(new Target(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7)));
            }
        }
        return targets;
    }

    long connections() throws SQLException {
        return number("select count(*) from pg_stat_activity where backend_type = 'client backend'"
                + " and pid <> pg_backend_pid()");
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private List<Index> indexes() throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SECONDARY_INDEXES)) {
            while (rows.next()) {
                indexes.add(new Index(rows.getString(1), rows.getString(2)));
            }
        }
        return indexes;
    }

    private void together(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
