package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.SignedRequest;
import java.util.List;
import java.util.Map;

/**
 * Signed requests for the bytes of files.
 *
 * @param altered of those that are not served, those whose object has changed
 */
public record SignedFiles(Map<FileId, SignedRequest> requests, List<StorageException.Altered> altered) {
    public SignedFiles {
        requests = Map.copyOf(requests);
        altered = List.copyOf(altered);
    }
}
