package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import dev.orgstorage.usecase.Repair.Repaired;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** For programs: an object in each line, by whose only field one knows what it is about. */
final class DifferencesAsJson implements DifferencePrinter {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintWriter out;

    DifferencesAsJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void difference(Difference difference) {
        @Nullable FileRecord file = difference.file();
        @Nullable StoredObject object = difference.object();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", word(difference.kind()));
        line.put("key", difference.key().value());
        difference.owner().map(Owner::scope).ifPresent(owner -> line.put("owner", owner));
        line.put("since", difference.since().toString());
        if (file != null) {
            line.put("id", file.id().toString());
            line.put("name", file.name().value());
            line.put("recordedSize", file.content().size());
        }
        if (object != null) {
            line.put("size", object.size());
            line.put("etag", object.etag());
            line.put("modified", object.modified().toString());
        }
        print("difference", line);
    }

    @Override
    public void summary(Counts counts) {
        Map<String, Object> differences = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            differences.put(word(kind), counts.differences(kind));
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("objects", counts.objects());
        line.put("ready", counts.ready());
        line.put("pending", counts.pending());
        line.put("tombstones", counts.tombstones());
        line.put("leaving", counts.leaving());
        line.put("differences", differences);
        print("summary", line);
    }

    @Override
    public void refusal(String reason) {
        print("refusal", Map.of("reason", reason));
    }

    @Override
    public void repaired(Kind kind, ObjectKey key, Repaired repaired) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", word(kind));
        line.put("key", key.value());
        line.put("outcome", repaired.outcome().name().toLowerCase(Locale.ROOT));
        line.put("reason", repaired.reason());
        print("repair", line);
    }

    @Override
    public void repairs(RepairTally tally) {
        Map<String, Object> line = new LinkedHashMap<>();
        tally.counts().forEach((outcome, count) -> line.put(outcome.name().toLowerCase(Locale.ROOT), count));
        print("repairs", line);
    }

    private void print(String what, Map<String, Object> line) {
        out.println(JSON.writeValueAsString(Map.of(what, line)));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
