package dev.orgstorage.http.server;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.usecase.ImportObjects;
import dev.orgstorage.usecase.ImportObjects.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of objects: CSV in UTF-8 with the header {@code key,owner,name}. An owner is {@code user:…} or
 * {@code org:…}; owner and name may be empty. It is read as it is needed, and may be of any length.
 */
final class ClaimsCsv implements AutoCloseable {
    private static final String HEADER = "key,owner,name";
    private static final int FIELDS = 3;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String source;
    private final CloseableIterator<CsvRecord> records;
    private @Nullable Claim held;

    /**
     * Some lines.
     *
     * @param claims what can be imported in one step
     * @param bad those that are none
     */
    record Batch(List<Claim> claims, List<BadLine> bad, boolean more) {}

    /** A line that says nothing. */
    record BadLine(long number, String key, String reason) {}

    private ClaimsCsv(String source, InputStream input) {
        this.source = source;
        // A decoder of its own refuses what is not UTF-8, where that of a charset would replace it.
        this.records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder()))
                .iterator();
    }

    /**
     * Opens it and reads its header.
     *
     * @param file {@code -} for standard input
     * @throws IllegalArgumentException if it cannot be read, or its header is another
     */
    static ClaimsCsv open(String file) {
        try {
            ClaimsCsv csv = file.equals("-")
                    ? new ClaimsCsv("Standard input", System.in)
                    : new ClaimsCsv(file, Files.newInputStream(Path.of(file)));
            csv.requireHeader();
            return csv;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e, e);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The next lines, up to as many claims as can be imported in one step, no two of the same key.
     *
     * @throws UncheckedIOException if it cannot be read on
     */
    Batch next() {
        Map<ObjectKey, Claim> claims = new LinkedHashMap<>();
        List<BadLine> bad = new ArrayList<>();
        if (held != null) {
            claims.put(held.key(), held);
            held = null;
        }
        while (held == null && claims.size() < ImportObjects.BATCH && bad.size() < ImportObjects.BATCH && hasNext()) {
            CsvRecord line = records.next();
            try {
                Claim claim = claim(line.getFields());
                if (claims.containsKey(claim.key())) {
                    held = claim;
                } else {
                    claims.put(claim.key(), claim);
                }
            } catch (IllegalArgumentException | StorageException.Invalid e) {
                bad.add(new BadLine(line.getStartingLineNumber(), line.getField(0), String.valueOf(e.getMessage())));
            }
        }
        return new Batch(List.copyOf(claims.values()), bad, held != null || hasNext());
    }

    private boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw new UncheckedIOException(source + " is not CSV: " + e.getMessage(), new IOException(e));
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(source + " cannot be read: " + e.getCause(), e.getCause());
        }
    }

    private void requireHeader() {
        String header = hasNext() ? String.join(",", records.next().getFields()) : "";
        if (!header.replace(BYTE_ORDER_MARK, "").equals(HEADER)) {
            throw new IllegalArgumentException(source + " has to begin with the line " + HEADER + ", not " + header);
        }
    }

    private static Claim claim(List<String> fields) {
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("has " + fields.size() + " fields, not " + FIELDS);
        }
        return new Claim(new ObjectKey(fields.get(0)), owner(fields.get(1)), name(fields.get(2)));
    }

    private static @Nullable Owner owner(String scope) {
        if (!scope.isEmpty() && !scope.startsWith("user:") && !scope.startsWith("org:")) {
            throw new IllegalArgumentException("owner is user:<id> or org:<id>, not " + scope);
        }
        return scope.isEmpty() ? null : Owner.ofScope(scope);
    }

    private static @Nullable FileName name(String name) {
        return name.isEmpty() ? null : new FileName(name);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
