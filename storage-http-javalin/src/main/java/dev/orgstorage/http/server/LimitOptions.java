package dev.orgstorage.http.server;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import java.util.Set;
import picocli.CommandLine.Option;

/** What may be uploaded, and who may delete. */
final class LimitOptions {
    @Option(
            names = "--upload-max-size",
            paramLabel = "UPLOAD_MAX_SIZE",
            description = "largest file in bytes; 5 TiB less 5 GiB if not given")
    private long largest = UploadLimits.LARGEST_OBJECT;

    @Option(
            names = "--upload-min-size",
            paramLabel = "UPLOAD_MIN_SIZE",
            description = "smallest file in bytes; 0 if not given")
    private long smallest;

    @Option(
            names = "--upload-types",
            paramLabel = "UPLOAD_TYPES",
            split = ",",
            description = "media types taken, such as image/*,application/pdf; any if not given")
    private Set<String> types = Set.of();

    @Option(
            names = "--members-delete-anything",
            paramLabel = "MEMBERS_DELETE_ANYTHING",
            arity = "0..1",
            fallbackValue = "true",
            description = "let any member rename and delete any file of the organization")
    private boolean membersDeleteAnything;

    UploadLimits limits(Missing missing) {
        try {
            return new UploadLimits(smallest, largest, types);
        } catch (IllegalArgumentException | StorageException.Invalid e) {
            missing.fault("UPLOAD_MIN_SIZE, UPLOAD_MAX_SIZE, UPLOAD_TYPES: " + e.getMessage());
            return UploadLimits.standard();
        }
    }

    AccessPolicy policy() {
        return membersDeleteAnything ? AccessPolicy.standardWithMembersDeleting() : AccessPolicy.standard();
    }
}
