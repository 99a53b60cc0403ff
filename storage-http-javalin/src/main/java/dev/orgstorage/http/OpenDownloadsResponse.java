package dev.orgstorage.http;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.usecase.OpenDownload;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.SignedFiles;
import java.util.Collection;
import java.util.List;

/** Where to get the bytes of each file, for how many seconds; and what was asked for and is not served. */
record OpenDownloadsResponse(List<Entry> files, List<String> missing, long expiresIn) {
    static OpenDownloadsResponse of(SignedFiles downloads, Collection<String> missing) {
        return new OpenDownloadsResponse(
                downloads.files().stream().map(Entry::of).toList(),
                List.copyOf(missing),
                OpenDownload.LINK_LIFE.toSeconds());
    }

    record Entry(String id, String fileKey, String downloadUrl, String filename, String mimeType, long size) {
        static Entry of(SignedFile download) {
            FileRecord file = download.file();
            return new Entry(
                    file.id().toString(),
                    file.key().value(),
                    download.request().url().toString(),
                    file.name().value(),
                    file.content().type().value(),
                    file.content().size());
        }
    }
}
