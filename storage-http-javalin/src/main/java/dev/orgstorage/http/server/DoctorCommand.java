package dev.orgstorage.http.server;

import dev.orgstorage.http.server.Diagnosis.Verdict;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Tries the database and the bucket, and says of each thing that matters whether it is ok, and what to do if"
                    + " not.",
            "It uploads a few files of a few bytes and removes them. It writes nothing into the database."
        },
        footer = "%nExits with 0 if nothing failed, with 1 if something did, with 2 if a setting is missing or wrong.")
final class DoctorCommand implements Callable<Integer> {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s\"]+");

    private static final JsonMapper JSON = new JsonMapper();

    /** What an asterisk among the origins is tried with. */
    private static final String ANY = "https://any.example";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--origin",
            paramLabel = "CORS_ORIGINS",
            split = ",",
            description = "whose pages are to upload to the bucket, such as https://app.example.com; may be repeated")
    private List<String> origins = List.of();

    @Option(names = "--json", description = "all of it as one JSON object, instead of lines for people")
    private boolean json;

    @Mixin
    private BackendOptions options = new BackendOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        check(command);
        List<Diagnosis> diagnoses = new ArrayList<>();
        try (Backends backends = options.openAsTheyAre(command, origins)) {
            List<String> tried = origins.stream()
                    .map(origin -> origin.equals("*") ? ANY : origin)
                    .toList();
            Doctor doctor = new Doctor(
                    backends.database(), backends.toMigrate(), backends.objects(), tried, InstantSource.system());
            PrintWriter out = command.commandLine().getOut();
            if (json) {
                doctor.examine(diagnoses::add);
                out.println(JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new Report(backends.toString(), anyFailed(diagnoses), diagnoses)));
            } else {
                out.println("Trying " + backends);
                DoctorReport report = new DoctorReport(
                        out, command.commandLine().getColorScheme().ansi());
                doctor.examine(diagnosis -> {
                    diagnoses.add(diagnosis);
                    report.tell(diagnosis);
                });
                report.end();
            }
        }
        return anyFailed(diagnoses) ? 1 : 0;
    }

    private void check(CommandSpec command) {
        for (String origin : origins) {
            if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
                throw new ParameterException(
                        command.commandLine(),
                        "--origin: " + origin + " is not an origin, which is a scheme and a host alone:"
                                + " https://app.example.com, or http://localhost:8080");
            }
        }
    }

    private static boolean anyFailed(List<Diagnosis> diagnoses) {
        return diagnoses.stream().anyMatch(diagnosis -> diagnosis.verdict() == Verdict.FAILED);
    }

    private record Report(String of, boolean failed, List<Diagnosis> diagnoses) {}
}
