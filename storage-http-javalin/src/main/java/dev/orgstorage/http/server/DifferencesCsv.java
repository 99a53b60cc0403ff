package dev.orgstorage.http.server;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.usecase.Difference;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All differences as CSV, with all that is known of each: what a repair takes away can be read here afterwards. */
final class DifferencesCsv implements AutoCloseable {
    private final CsvWriter csv;

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
                "size",
                "etag",
                "modified");
    }

    /**
     * Begins the file anew.
     *
     * @param file null for none
     * @throws CannotStart if it cannot be written there
     */
    static DifferencesCsv to(@Nullable Path file) {
        try {
            return new DifferencesCsv(CsvWriter.builder()
                    .build(file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(file)));
        } catch (IOException | UncheckedIOException e) {
            throw new CannotStart("The report cannot be written to " + file + ": " + e);
        }
    }

    void add(Difference difference) {
        @Nullable FileRecord file = difference.file();
        @Nullable StoredObject object = difference.object();
        csv.writeRecord(
                difference.kind().name().toLowerCase(Locale.ROOT),
                difference.key().value(),
                difference.owner().map(Owner::scope).orElse(""),
                difference.since().toString(),
                of(file, FileRecord::id),
                of(file, FileRecord::name),
                of(file, record -> record.content().type()),
                of(file, FileRecord::uploader),
                of(file, record -> record.isReady() ? "ready" : "pending"),
                of(file, record -> record.content().size()),
                of(file, record -> record.state() instanceof FileState.Ready(String etag, var since) ? etag : ""),
                of(object, StoredObject::size),
                of(object, StoredObject::etag),
                of(object, StoredObject::modified));
    }

    private static <T> String of(@Nullable T thing, Function<T, @Nullable Object> field) {
        return thing == null ? "" : Objects.toString(field.apply(thing), "");
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
