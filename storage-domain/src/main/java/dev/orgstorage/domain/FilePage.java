package dev.orgstorage.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some files, newest first, and where the next page begins; null when there is none. */
public record FilePage(List<FileRecord> files, @Nullable Cursor next) {
    public FilePage {
        files = List.copyOf(files);
    }
}
