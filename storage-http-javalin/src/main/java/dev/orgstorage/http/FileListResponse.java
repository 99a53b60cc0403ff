package dev.orgstorage.http;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.http.ContextResponse.OwnerResponse;
import dev.orgstorage.port.SignedRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of files; {@code nextCursor} is null on the last. */
record FileListResponse(List<FileResponse> files, @Nullable String nextCursor, OwnerResponse context) {
    static FileListResponse of(Caller caller, FilePage page, Map<FileId, SignedRequest> links) {
        return new FileListResponse(
                page.files().stream()
                        .map(file -> FileResponse.of(file, links.get(file.id())))
                        .toList(),
                page.next() == null ? null : page.next().toString(),
                OwnerResponse.of(caller.context()));
    }
}
