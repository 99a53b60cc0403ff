package dev.orgstorage.http;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.http.ContextResponse.OwnerResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of files; {@code nextCursor} is null on the last. */
record FileListResponse(List<FileResponse> files, @Nullable String nextCursor, OwnerResponse context) {
    static FileListResponse of(Caller caller, FilePage page, Function<FileRecord, FileResponse> file) {
        return new FileListResponse(
                page.files().stream().map(file).toList(),
                page.next() == null ? null : page.next().toString(),
                OwnerResponse.of(caller.context()));
    }
}
