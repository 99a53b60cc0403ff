package dev.orgstorage.http.server;

import java.io.PrintWriter;
import java.util.Map;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** For programs: an object in each line, by whose only field one knows what it is about. The summary is the last. */
final class DifferencesAsJson implements DifferenceReport {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final PrintWriter out;

    DifferencesAsJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void found(FoundRow row) {
        // It is told as a whole.
    }

    @Override
    public void done(FoundRow row) {
        print("difference", row);
    }

    @Override
    public void end(ReconcileSummary summary) {
        print("summary", summary);
    }

    @Override
    public void close() {
        // Whoever gave the output closes it.
    }

    private void print(String what, Object line) {
        out.println(JSON.writeValueAsString(Map.of(what, line)));
    }
}
