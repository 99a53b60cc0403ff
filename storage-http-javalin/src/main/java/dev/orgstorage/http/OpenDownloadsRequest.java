package dev.orgstorage.http;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.StorageException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record OpenDownloadsRequest(
        @Nullable List<@Nullable String> ids,
        @Nullable List<@Nullable String> fileKeys,
        @Nullable String disposition) {
    /** In the order asked for. */
    List<FileRef> files() {
        return asked().values().stream().flatMap(Optional::stream).toList();
    }

    /** What was asked for and is none of these, in the order asked for, each with the file that it names, if it can. */
    Map<String, Optional<FileRef>> notAmong(List<FileRecord> served) {
        Set<FileRef> names = new HashSet<>();
        served.forEach(file -> names.addAll(List.of(file.id(), file.key())));
        Map<String, Optional<FileRef>> others = asked();
        others.values().removeIf(file -> file.filter(names::contains).isPresent());
        return others;
    }

    private Map<String, Optional<FileRef>> asked() {
        if ((fileKeys == null) == (ids == null)) {
            throw new StorageException.Invalid("ids", "or fileKeys are needed, and not both");
        }
        Map<String, Optional<FileRef>> asked = new LinkedHashMap<>();
        if (ids == null) {
            Required.some("fileKeys", fileKeys).forEach(key -> asked.put(key, Refs.found(Refs::key, key)));
        } else {
            Required.some("ids", ids).forEach(id -> asked.put(id, Refs.found(Refs::id, id)));
        }
        return asked;
    }

    Disposition howShown() {
        return OpenDownloadRequest.disposition(disposition);
    }
}
