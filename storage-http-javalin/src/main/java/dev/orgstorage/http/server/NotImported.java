package dev.orgstorage.http.server;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import dev.orgstorage.usecase.ImportObjects.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report of what was not imported, as CSV: key, outcome, reason. What has a record is none of that. */
final class NotImported implements AutoCloseable {
    private final CsvWriter csv;

    private NotImported(CsvWriter csv) {
        this.csv = csv;
        csv.writeRecord("key", "outcome", "reason");
    }

    /**
     * Begins the report anew.
     *
     * @param file null for no report
     * @throws CannotStart if it cannot be written there
     */
    static NotImported to(@Nullable Path file) {
        try {
            return new NotImported(CsvWriter.builder()
                    .build(file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(file)));
        } catch (IOException | UncheckedIOException e) {
            throw new CannotStart("The report cannot be written to " + file + ": " + e);
        }
    }

    void add(Result result) {
        if (result.outcome() != Outcome.IMPORTED && result.outcome() != Outcome.ALREADY_THERE) {
            csv.writeRecord(
                    result.key().value(),
                    result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    result.reason());
        }
    }

    void add(ClaimsCsv.BadLine line) {
        csv.writeRecord(line.key(), "bad-line", "Line " + line.number() + ": " + line.reason());
    }

    /** So that what was said so far is there, whatever comes. */
    void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written", e);
        }
    }
}
