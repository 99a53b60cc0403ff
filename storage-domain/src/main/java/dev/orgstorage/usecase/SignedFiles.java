package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.StorageException;
import java.util.List;

/**
 * Files with signed requests for their bytes.
 *
 * @param altered of those that are not served, those whose object has changed
 */
public record SignedFiles(List<SignedFile> files, List<StorageException.Altered> altered) {
    public SignedFiles {
        files = List.copyOf(files);
        altered = List.copyOf(altered);
    }

    public List<FileRecord> records() {
        return files.stream().map(SignedFile::file).toList();
    }
}
