package dev.orgstorage.http.server;

import dev.orgstorage.objectstore.r2.R2Settings;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which database and bucket a command works on: those that are set, or, with none of them set, those of the embedded
 * mode, beside the server that runs there or without it.
 */
final class BackendOptions {
    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private BucketOptions bucket = new BucketOptions();

    @Mixin
    private HomeOptions home = new HomeOptions();

    /**
     * Opens both, tells the user which they are, and makes sure that the database is up to date.
     *
     * @throws picocli.CommandLine.ParameterException naming all settings that are missing or wrong
     * @throws CannotStart if the database lacks migrations
     * @throws dev.orgstorage.domain.StorageException.Unavailable if the database does not answer
     */
    Backends open(CommandSpec command) {
        Backends backends = openAsTheyAre(command, List.of());
        command.commandLine().getErr().println("On " + backends);
        return backends.migrated();
    }

    /**
     * Opens both, without a look at them.
     *
     * @param origins whose pages may use the embedded bucket, if it is to be started
     * @throws picocli.CommandLine.ParameterException naming all settings that are missing or wrong
     */
    Backends openAsTheyAre(CommandSpec command, List<String> origins) {
        Missing missing = new Missing();
        missing.noteEmbeddedMode(database, bucket);
        if (!database.given() && !bucket.given() && Backends.hasEmbeddedMode()) {
            int poolSize = database.poolSize(missing);
            missing.end(command);
            return Backends.of(home.home(), poolSize, origins);
        }
        DatabaseSettings records = database.settings(missing);
        R2Settings objects = bucket.settings(missing);
        missing.end(command);
        return Backends.at(records, Objects.requireNonNull(objects));
    }
}
