package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        description = "Brings the schema \"storage\" of the database up to date. The embedded mode does it by itself.")
final class MigrateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Missing missing = new Missing();
        DatabaseSettings settings = options.settings(missing);
        missing.end(command);
        try (Database database = Database.open(settings)) {
            int applied = database.migrate();
            command.commandLine()
                    .getOut()
                    .println(applied == 0 ? "Nothing to migrate" : "Migrations applied: " + applied);
            return 0;
        }
    }
}
