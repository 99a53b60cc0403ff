package dev.orgstorage.http.server;

import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import dev.orgstorage.persistence.jooq.LinkRefusedException;
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
        sortOptions = false,
        footer =
                "%nThe JSON object has migrationsApplied, and linkedNow: whether better-auth was linked, null if that was"
                        + " not asked for.",
        description = "Brings the schema \"storage\" of the database up to date. The embedded mode does it by itself.")
final class MigrateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--link-better-auth",
            arity = "0..1",
            fallbackValue = "public",
            paramLabel = "<schema>",
            description =
                    "afterwards links users and organizations to those that better-auth keeps in the same database,"
                            + " in the schema public if none is given: deleting them there erases them here")
    private @Nullable String betterAuth;

    @Mixin
    private ReportOptions report = new ReportOptions();

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
            report.say(applied == 0 ? "Nothing to migrate" : "Migrations applied: " + applied);
            @Nullable Boolean linked = betterAuth == null ? null : link(database, betterAuth);
            report.end(new Report(applied, linked));
            return ExitStatus.DONE;
        } catch (LinkRefusedException refused) {
            command.commandLine().getErr().println(refused.getMessage());
            return command.exitCodeOnExecutionException();
        }
    }

    private boolean link(Database database, String schema) {
        boolean now = database.linkBetterAuth(schema);
        report.say(
                now
                        ? "Linked to the users and organizations of better-auth in the schema " + schema
                                + ": deleting them there erases them here"
                        : "Linked to better-auth in the schema " + schema + " before");
        return now;
    }

    private record Report(int migrationsApplied, @Nullable Boolean linkedNow) {}
}
