package dev.orgstorage.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Targets for wrk's script, one a line: kind, token, key, id, name, type, cursor. */
final class TargetFile {
    private TargetFile() {}

    /** @param cursor of a page far back in the largest organization's files */
    static Path write(Path file, List<Target> targets, Tokens tokens, String cursor) {
        List<String> lines = targets.stream()
                .map(target -> String.join(
                        "\t",
                        target.kind(),
                        tokens.of(target),
                        target.key(),
                        target.id(),
                        target.name(),
                        target.type(),
                        target.kind().equals(Target.LARGEST) ? cursor : ""))
                .toList();
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
