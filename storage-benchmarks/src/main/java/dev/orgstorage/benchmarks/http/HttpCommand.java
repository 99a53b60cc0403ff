package dev.orgstorage.benchmarks.http;

import dev.orgstorage.embedded.EmbeddedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The command line of this package. */
@Command(
        name = "http",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what a request costs, and how fast it is answered.",
            "Starts the packaged server as it is without any setting, on a durable PostgreSQL and an S3 server of its own,"
                    + " and asks it by wrk for 10,000 users. Exits with 1 if any request fails."
        })
public final class HttpCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--files",
            defaultValue = "1000000",
            paramLabel = "NUMBER",
            description = "how many records, from a thousand to what the disk holds (default: ${DEFAULT-VALUE})")
    private long files;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private RigOptions rig = new RigOptions();

    @Mixin
    private BesideOptions beside = new BesideOptions();

    @Mixin
    private ModeOptions mode = new ModeOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "writes all figures there, each sample too")
    private @Nullable Path json;

    @Override
    public Integer call() {
        List<String> wrong = new ArrayList<>();
        Plan plan = load.plan(wrong);
        beside.check(wrong);
        mode.check(files, beside.given(), wrong);
        if (!wrong.isEmpty()) {
            throw new ParameterException(spec().commandLine(), String.join("\n", wrong));
        }
        PrintWriter err = spec().commandLine().getErr();
        HttpBenchmark benchmark = new HttpBenchmark(rig, beside, plan, step -> err.println("... " + step));
        try {
            return tell(mode.run(benchmark, files));
        } catch (CannotMeasure | EmbeddedException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int tell(Report report) {
        PrintWriter out = spec().commandLine().getOut();
        out.print(report.table());
        out.flush();
        write(report.json());
        return report.faults().isEmpty() ? 0 : 1;
    }

    private void write(Object figures) {
        if (json == null) {
            return;
        }
        try {
            Files.writeString(
                    json, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
        } catch (IOException e) {
            throw new CannotMeasure("The figures cannot be written to " + json, e);
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
