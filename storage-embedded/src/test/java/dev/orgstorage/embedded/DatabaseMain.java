package dev.orgstorage.embedded;

import dev.orgstorage.embedded.EmbeddedPostgres.Durability;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Starts a durable PostgreSQL, commits a row, says which process the server is, and waits to be killed. */
final class DatabaseMain {

    private DatabaseMain() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]), 0, Durability.DURABLE);
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (word text)");
            statement.execute("insert into kept values ('row')");
        }
        System.out.println(postgres.pid());
        System.in.read();
    }
}
