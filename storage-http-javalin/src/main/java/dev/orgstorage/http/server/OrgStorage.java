package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: {@code serve}, which is the default, and what operators need beside it. */
@Command(
        name = "orgstorage",
        description = "File storage for SaaS products: every file a user's or an organization's.",
        subcommands = {
            ServeCommand.class,
            MigrateCommand.class,
            TokenCommand.class,
            DoctorCommand.class,
            SweepCommand.class,
            EraseUserCommand.class,
            EraseOrganizationCommand.class,
            TransferCommand.class,
            ImportCommand.class,
            ReconcileCommand.class,
            CompletionCommand.class,
            ManCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = OrgStorage.Version.class,
        footer = "%nWithout a command, serve. orgstorage COMMAND --help tells the options of each.%n"
                + "Colours are for terminals. NO_COLOR=1 takes them away, CLICOLOR_FORCE=1 gives them anywhere.")
public final class OrgStorage {
    private static final List<String> ABOUT_ITSELF = List.of("-h", "--help", "-V", "--version");

    OrgStorage() {}

    /** Exits with 0; with 1 if something failed; with 2 if the command line or a setting is wrong. */
    public static void main(String[] args) {
        // Only what needs somebody's attention, unless they ask for more.
        Logging.start(Logging.Format.TEXT, Level.WARN);
        String[] line = withDefaultCommand(args);
        if (!line[0].equals("serve")) {
            Logging.leaveFailuresOfThePoolToUs();
        }
        // A server that failed to start may have left threads behind; an exit status says it is over.
        System.exit(commandLine(System.getenv(), new OrgStorage()).execute(line));
    }

    static CommandLine commandLine(Map<String, String> environment, Object command) {
        CommandLine line = new CommandLine(command);
        ExitStatus.explain(line);
        Usage.arrange(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new Environment(environment))
                .setParameterExceptionHandler(OrgStorage::explainUsage)
                .setExecutionExceptionHandler(OrgStorage::explain);
    }

    private static String[] withDefaultCommand(String[] args) {
        boolean named = args.length > 0 && (!args[0].startsWith("-") || ABOUT_ITSELF.contains(args[0]));
        return named ? args : Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new);
    }

    private static int explainUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What is expected to fail is told in a sentence; anything else keeps its stack trace. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        boolean expected = failure instanceof StorageException || failure instanceof CannotStart;
        if (!expected) {
            throw failure;
        }
        command.getErr().println(failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** As the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"OrgStorage " + number()};
        }

        static String number() {
            @Nullable String version = OrgStorage.class.getPackage().getImplementationVersion();
            return Objects.requireNonNullElse(version, "(unpackaged)");
        }
    }
}
