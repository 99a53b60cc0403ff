package dev.orgstorage.http.server;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Whether a command tells what it did to people, in sentences, or to programs, as one JSON object and nothing else. */
final class ReportOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "report as one JSON object, and print nothing else")
    private boolean json;

    boolean asJson() {
        return json;
    }

    /** Something said on the way, to people alone. */
    void say(String sentence) {
        if (!json) {
            println(sentence);
        }
    }

    /** All that there is to tell, to programs alone. */
    void end(Object report) {
        if (json) {
            // Made here alone, as every start of any command makes these options.
            JsonMapper mapper = JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();
            println(mapper.writeValueAsString(report));
        }
    }

    /** The same to either. */
    void end(Object report, Stream<String> sentences) {
        sentences.forEach(this::say);
        end(report);
    }

    private void println(String line) {
        Objects.requireNonNull(spec).commandLine().getOut().println(line);
    }
}
