package dev.orgstorage.http.server;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** What a comparison found, kept in a temporary file until it has come to its end, however much it is. */
final class FoundFile implements AutoCloseable {
    private final Path file;
    private final BufferedWriter writer;
    private long removals;

    private FoundFile(Path file) throws IOException {
        this.file = file;
        this.writer = Files.newBufferedWriter(file);
    }

    static FoundFile temporary() {
        try {
            return new FoundFile(Files.createTempFile("differences-", null));
        } catch (IOException e) {
            throw new CannotStart("No temporary file can be written: " + e);
        }
    }

    /** Keys have no control characters, so that a line is a difference. */
    void add(Difference difference, boolean removes) {
        try {
            writer.write(difference.kind().name() + '\t' + difference.key().value() + '\n');
            removals += removes ? 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + file, e);
        }
    }

    /** How many would lose their record or object. */
    long removals() {
        return removals;
    }

    void forEach(BiConsumer<Kind, ObjectKey> each) {
        try {
            writer.flush();
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int tab = line.indexOf('\t');
                    each.accept(Kind.valueOf(line.substring(0, tab)), new ObjectKey(line.substring(tab + 1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file, e);
        }
    }
}
