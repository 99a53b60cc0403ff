package dev.orgstorage.http.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Gathers the settings that are missing or wrong, to name all of them at once. */
final class Missing {
    private final List<String> faults = new ArrayList<>();

    String need(String setting, @Nullable String value) {
        if (value == null) {
            faults.add(setting + " is missing");
            return "";
        }
        return value;
    }

    /** That nothing is set means the embedded mode, where there is one. */
    void noteEmbeddedMode(DatabaseOptions database, BucketOptions bucket) {
        if (!database.given() && !bucket.given() && !Backends.hasEmbeddedMode()) {
            faults.add("There is no embedded mode in this image");
        }
    }

    void fault(String fault) {
        faults.add(fault);
    }

    /** @throws ParameterException with every fault, if there is any */
    void end(CommandSpec command) {
        if (!faults.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing or wrong:\n  " + String.join("\n  ", faults));
        }
    }
}
