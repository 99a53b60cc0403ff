package dev.orgstorage.benchmarks.http;

import dev.orgstorage.embedded.EmbeddedException;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.embedded.EmbeddedPostgres.Login;
import dev.orgstorage.embedded.FolderLock;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Many records in a durable PostgreSQL of their own, made at first and kept from run to run in a folder. A run finds them
 * as they were made: what the runs before have added is gone.
 */
final class Dataset implements AutoCloseable {
    private static final long BYTES_PER_FILE = 1500;
    private static final long MB = 1_000_000;
    private static final int CONNECTIONS = 2;

    private final Path folder;
    private final FolderLock lock;
    private final EmbeddedPostgres postgres;
    private final Connection connection;
    private final List<Target> targets;

    private Dataset(
            Path folder, FolderLock lock, EmbeddedPostgres postgres, Connection connection, List<Target> targets) {
        this.folder = folder;
        this.lock = lock;
        this.postgres = postgres;
        this.connection = connection;
        this.targets = targets;
    }

    /**
     * @param home for all data of benchmarks
     * @param fresh whether they are made anew
     */
    static Dataset open(Path home, Programs programs, long files, boolean fresh, Consumer<String> progress) {
        Path folder = home.resolve("files-" + files + programs.suffix());
        FolderLock lock = FolderLock.of(folder);
        if (fresh) {
            delete(folder.resolve("postgres"));
        }
        requireRoom(folder, files);
        progress.accept("starting PostgreSQL");
        EmbeddedPostgres postgres = started(programs, folder, lock);
        Login login = postgres.login();
        try (Database database =
                Database.open(new DatabaseSettings(login.jdbcUrl(), login.user(), login.password(), CONNECTIONS))) {
            database.migrate();
            Connection connection = DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
            Records records = new Records(connection);
            if (records.count() != files) {
                progress.accept("making " + files + " records; this is done once");
                records.make(files);
            }
            records.forgetAdditions();
            records.settle();
            return new Dataset(folder, lock, postgres, connection, records.targets());
        } catch (SQLException | RuntimeException e) {
            postgres.close();
            lock.close();
            throw new CannotMeasure("The records cannot be made: " + e.getMessage() + ". Try again with --fresh", e);
        }
    }

    private static EmbeddedPostgres started(Programs programs, Path folder, FolderLock lock) {
        try {
            return programs.start().apply(folder.resolve("postgres"));
        } catch (EmbeddedException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireRoom(Path folder, long files) {
        try {
            long room = Files.getFileStore(folder).getUsableSpace();
            if (Files.notExists(folder.resolve("postgres")) && room < files * BYTES_PER_FILE) {
                throw new CannotMeasure(files + " records need some " + files * BYTES_PER_FILE / MB + " MB in " + folder
                        + ", and there are " + room / MB);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what uploads have begun, as their clients never send a byte. */
    void forgetUploads() {
        try {
            new Records(connection).forgetUploads();
        } catch (SQLException e) {
            throw new CannotMeasure("What was added cannot be removed", e);
        }
    }

    /** How many connections others have to the database. */
    long connections() {
        try {
            return new Records(connection).connections();
        } catch (SQLException e) {
            throw new CannotMeasure("The connections cannot be counted", e);
        }
    }

    /** Such as {@code 18.4}, or with more where a distribution has more to say. */
    String version() {
        try {
            return new Records(connection).version();
        } catch (SQLException e) {
            throw new CannotMeasure("The database does not say of which version it is", e);
        }
    }

    Login login() {
        return postgres.login();
    }

    ProcessTree processes() {
        return ProcessTree.of(postgres.pid());
    }

    /** Where the files of a run may be put. */
    Path folder() {
        return folder;
    }

    List<Target> targets() {
        return targets;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new CannotMeasure("The database does not let go", e);
        } finally {
            postgres.close();
            lock.close();
        }
    }
}
