package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.persistence.jooq.LinkRefusedException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--link-better-auth",
            arity = "0..1",
            fallbackValue = "public",
            paramLabel = "schema",
            description =
                    "afterwards links users and organizations to those that better-auth keeps in the same database,"
                            + " in the schema public if none is given: deleting them there erases them here")
    private @Nullable String betterAuth;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Missing missing = new Missing();
        DatabaseSettings settings = options.settings(missing);
        missing.end(command);
        PrintWriter out = command.commandLine().getOut();
        try (Database database = Database.open(settings)) {
            int applied = database.migrate();
            out.println(applied == 0 ? "Nothing to migrate" : "Migrations applied: " + applied);
            if (betterAuth != null) {
                out.println(link(database, betterAuth));
            }
            return 0;
        } catch (LinkRefusedException refused) {
            command.commandLine().getErr().println(refused.getMessage());
            return command.exitCodeOnExecutionException();
        }
    }

    private static String link(Database database, String schema) {
        return database.linkBetterAuth(schema)
                ? "Linked to the users and organizations of better-auth in the schema " + schema
                        + ": deleting them there erases them here"
                : "Linked to better-auth in the schema " + schema + " before";
    }
}
