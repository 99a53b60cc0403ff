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
        exitCodeList = {"0:nothing failed; there may be warnings", "1:something failed, which is in the report"},
        footer = "%nThe JSON object has of (which database and bucket), failed, and diagnoses, each with part, check,"
                + " verdict (ok, warning, failed or skipped), says and remedy.")
final class DoctorCommand implements Callable<Integer> {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s\"]+");

    /** What an asterisk among the origins is tried with. */
    private static final String ANY = "https://any.example";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--origin",
            paramLabel = "CORS_ORIGINS",
            split = ",",
            description = {"whose pages are to upload to the bucket; may be repeated", "such as https://app.example.com"
            })
    private List<String> origins = List.of();

    @Mixin
    private ReportOptions report = new ReportOptions();

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
            if (report.asJson()) {
                doctor.examine(diagnoses::add);
                report.end(new Report(backends.toString(), anyFailed(diagnoses), diagnoses));
            } else {
                PrintWriter out = command.commandLine().getOut();
                out.println("Trying " + backends);
                DoctorReport lines = new DoctorReport(
                        out, command.commandLine().getColorScheme().ansi());
                doctor.examine(diagnosis -> {
                    diagnoses.add(diagnosis);
                    lines.tell(diagnosis);
                });
                lines.end();
            }
        }
        return anyFailed(diagnoses) ? ExitStatus.FAILED : ExitStatus.DONE;
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
