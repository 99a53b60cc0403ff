package dev.orgstorage.http.server;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All differences as CSV, begun anew. A row stands in the file before anything is done about it, and ends with what was
 * done.
 */
final class DifferencesCsv implements DifferenceReport {
    private final CsvWriter csv;
    private @Nullable CsvWriterRecord row;

    private DifferencesCsv(CsvWriter csv) {
        this.csv = csv;
        csv.writeRecord(
                "kind",
                "key",
                "owner",
                "since",
                "id",
                "name",
                "type",
                "uploader",
                "state",
                "recordedSize",
                "recordedEtag",
                "checksumSha256",
                "createdAt",
                "updatedAt",
                "size",
                "etag",
                "modified",
                "outcome",
                "reason");
    }

    /** @throws CannotStart if it cannot be written there */
    static DifferencesCsv to(Path file) {
        try {
            return new DifferencesCsv(CsvWriter.builder().build(Files.newOutputStream(file)));
        } catch (IOException | UncheckedIOException e) {
            throw new CannotStart("The report cannot be written to " + file + ": " + e);
        }
    }

    @Override
    public void found(FoundRow found) {
        row = csv.writeRecord()
                .writeField(found.kind())
                .writeField(found.key())
                .writeField(found.owner())
                .writeField(found.since())
                .writeField(found.id())
                .writeField(found.name())
                .writeField(found.type())
                .writeField(found.uploader())
                .writeField(found.state())
                .writeField(text(found.recordedSize()))
                .writeField(found.recordedEtag())
                .writeField(found.checksumSha256())
                .writeField(found.createdAt())
                .writeField(found.updatedAt())
                .writeField(text(found.size()))
                .writeField(found.etag())
                .writeField(found.modified());
        try {
            csv.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void done(FoundRow done) {
        Objects.requireNonNull(row)
                .writeField(done.outcome())
                .writeField(done.reason())
                .endRecord();
    }

    @Override
    public void end(ReconcileSummary summary) {
        // Each row has said what it is.
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("The report cannot be written: " + e.getMessage(), e);
    }
}
