package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.KeyRule;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.usecase.ImportObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Gives records to the objects in the bucket that have none.",
            "They may be files from before this system, or all of them when the database has been lost. Objects are never"
                    + " touched and keep their keys.",
            "Whose a file is and what it is called, its metadata tells; or else its key, by the rules given, then by the"
                    + " built-in ones: uploads/orgs/{organization}/..., uploads/users/{user}/... and"
                    + " uploads/{user}/{millis}-{name}.",
            "Run it as often as you like, beside servers and beside itself: what has a record, or was deleted, is left as"
                    + " it is."
        },
        exitCodeList = {
            "0:all is imported, or was there already, or is about to go",
            "1:something failed, or it ended early; run it again",
            "3:something was skipped because nobody tells its owner or a proper name; see --report",
            "130:it was asked to stop (SIGINT), or 143 (SIGTERM), and says where to go on"
        },
        footer =
                "%nThe JSON object has dryRun, imported, alreadyThere, skipped (with numbers by reason), failed, complete;"
                        + " and if it ended early, reason, and after: the key to go on from.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup
    private Which which = new Which();

    @Option(names = "--after", paramLabel = "<key>", description = "only keys beyond this one, to go on from there")
    private @Nullable String after;

    @Option(
            names = "--rule",
            paramLabel = "<template>",
            description = {
                "how to tell a file's owner from its key; may be repeated, and the first that fits is taken:",
                "'tenants/{organization}/files/{name}'",
                "{organization} or {user}, once; {name}, or else all after the last slash is the name; {id} is a UUID,"
                        + " {millis} a time; * is anything without a slash, ** anything"
            })
    private List<String> templates = List.of();

    @Option(names = "--no-built-in-rules", description = "read keys by the rules given alone")
    private boolean noBuiltInRules;

    @Option(names = "--dry-run", description = "only say what would be imported")
    private boolean dryRun;

    @Option(names = "--parallel", paramLabel = "<n>", description = "objects looked at at once; 32 if not given")
    private int parallel = 32;

    @Option(
            names = "--report",
            paramLabel = "<file>",
            description = "write a CSV of what was not imported, and why: key, outcome, reason")
    private @Nullable Path report;

    @Mixin
    private ReportOptions summary = new ReportOptions();

    @Mixin
    private BackendOptions backendOptions = new BackendOptions();

    static final class Which {
        @Option(names = "--prefix", paramLabel = "<prefix>", description = "only keys that begin so; ends with a slash")
        private String prefix = "";

        @Option(
                names = "--organization",
                paramLabel = "<id>",
                description = "or only those under the prefix of this organization")
        private @Nullable String organization;

        @Option(names = "--user", paramLabel = "<id>", description = "or only those under the prefix of this user")
        private @Nullable String user;

        @Option(
                names = "--csv",
                paramLabel = "<file>",
                description = {
                    "or only the keys in this CSV, - for standard input; its header is key,owner,name",
                    "an owner is user:<id> or org:<id>; owner and name go before all else, and may be empty"
                })
        private @Nullable String csv;

        String prefix() {
            if (organization != null) {
                return ObjectKey.prefixOf(Owner.of(new OrganizationId(organization)));
            }
            return user == null ? prefix : ObjectKey.prefixOf(Owner.of(new UserId(user)));
        }
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        String prefix = Ids.parse(command, which::prefix);
        List<KeyRule> rules = Ids.parse(command, this::rules);
        @Nullable String key = after;
        @Nullable ObjectKey start = key == null ? null : Ids.parse(command, () -> new ObjectKey(key));
        check(command, prefix);
        @Nullable String file = which.csv;
        if (file == null) {
            return run(command, rules, run -> run.listed(prefix, start));
        }
        try (ClaimsCsv csv = Ids.parse(command, () -> ClaimsCsv.open(file))) {
            return run(command, rules, run -> run.claimed(csv));
        }
    }

    private List<KeyRule> rules() {
        Stream<KeyRule> given = templates.stream().map(KeyRule::of);
        return Stream.concat(given, noBuiltInRules ? Stream.empty() : KeyRule.builtIn().stream())
                .toList();
    }

    private void check(CommandSpec command, String prefix) {
        Missing wrong = new Missing();
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            wrong.fault("--prefix ends with a slash, or its neighbours would be meant too: " + prefix);
        }
        if (which.csv != null && after != null) {
            wrong.fault("--after is for listings; a --csv is gone through from its beginning");
        }
        if (parallel < 1) {
            wrong.fault("--parallel is below 1");
        }
        wrong.end(command);
    }

    private int run(CommandSpec command, List<KeyRule> rules, Consumer<ImportRun> work) {
        try (StopSignal stop = StopSignal.awaited();
                NotImported notImported = NotImported.to(report);
                Backends backends = backendOptions.open(command)) {
            ImportRun run;
            try (Progress progress = Progress.of(command.commandLine().getErr(), "objects")) {
                run = new ImportRun(importing(backends, rules), notImported, progress, stop::given);
                work.accept(run);
            }
            ImportSummary done = ImportSummary.of(run, dryRun);
            summary.end(done, done.lines());
            return done.exitStatus(which.csv != null);
        }
    }

    private ImportObjects importing(Backends backends, List<KeyRule> rules) {
        FileIds ids = new FileIds(InstantSource.system(), new SecureRandom());
        ImportObjects importing = new ImportObjects(
                        backends.objects(), backends.database().ledger(), ids)
                .with(rules)
                .lookingAt(parallel);
        return dryRun ? importing.dry() : importing;
    }
}
