package dev.orgstorage.persistence.jooq;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Making records of the rows of a page of 50 that PostgreSQL has sent. */
@State(Scope.Benchmark)
public class RowsBenchmark {
    /** In the order of {@link FileRow#FIELDS}. */
    private static final String FIFTY = """
            select uuidv7.id, 'uploads/orgs/org_2abcdefghijklmnopqrstuvw/' || uuidv7.id || '-report.pdf',
              'org:org_2abcdefghijklmnopqrstuvw', 'user_2abcdefghijklmnopqrstuv', 'Quarterly report ' || number || '.pdf',
              'application/pdf', 1234567 + number::bigint, null::text, 'ready', time, 'd41d8cd98f00b204e9800998ecf8427e',
              time, time, time, null::bigint, null::text
            from generate_series(1, 50) number,
              lateral (select ('01980000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid id) uuidv7,
              (select timestamptz '2026-03-04 05:06:07.123456+00' as time) created
            """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.disposable();
    private final Connection connection;
    private final ResultSet rows;

    public RowsBenchmark() {
        try {
            connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
            rows = binary(
                    connection.prepareStatement(FIFTY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public List<FileRecord> map() throws SQLException {
        rows.beforeFirst();
        return FileRow.toRecords(rows);
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
        postgres.close();
    }

    /** As rows come to a server that has asked for them often. */
    private static ResultSet binary(PreparedStatement often) throws SQLException {
        for (int time = 0; time < 10; time++) {
            often.executeQuery().close();
        }
        return often.executeQuery();
    }
}
