package dev.orgstorage.http.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a comparison found, kept until it has come to its end, however much it is: in a temporary file that goes with this
 * process, however that ends.
 */
final class FoundFile implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final FileChannel file;
    private final BufferedWriter lines;

    private FoundFile(FileChannel file) {
        this.file = file;
        this.lines = new BufferedWriter(Channels.newWriter(file, StandardCharsets.UTF_8));
    }

    static FoundFile temporary() {
        try {
            return new FoundFile(FileChannel.open(
                    Files.createTempFile("differences-", null),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new CannotStart("No temporary file can be written: " + e);
        }
    }

    void add(FoundRow row) {
        try {
            lines.write(JSON.writeValueAsString(row));
            lines.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to a temporary file: " + e.getMessage(), e);
        }
    }

    /** All of them, in the order in which they came. */
    void forEach(Consumer<FoundRow> each) {
        try {
            lines.flush();
            file.position(0);
            BufferedReader reader = new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                each.accept(JSON.readValue(line, FoundRow.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a temporary file: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove a temporary file: " + e.getMessage(), e);
        }
    }
}
