package dev.orgstorage.port;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Uploads in parts, of objects that are too large, or their clients' lines too weak, for one PUT. The parts of an
 * unfinished upload are no object: they are neither seen nor listed as one. Signing asks nobody.
 */
public interface MultipartUploads {
    /**
     * Begins an upload under the key of a pending file. The object that comes of it has the file's type and, as
     * metadata, what {@link ObjectMetadata} says of the file. Each call begins another upload.
     */
    UploadId begin(FileRecord file);

    /**
     * Signs the upload of one part. It needs no headers, and the bucket takes it only with a body of exactly that many
     * bytes, only within its life (1 second to 7 days), and only as long as the upload is neither complete nor aborted. A
     * part that is sent again replaces the one before.
     *
     * @param number 1 to {@link dev.orgstorage.domain.Parts#MOST}
     * @throws IllegalArgumentException if the number is out of bounds
     */
    SignedRequest signPart(FileRecord file, UploadId upload, int number, long size, Duration life);

    /** All parts that have arrived, by ascending number; empty if there is no such upload of that key (any more). */
    Optional<List<UploadedPart>> parts(ObjectKey key, UploadId upload);

    /**
     * Makes one object of these parts, at once and whole, and ends the upload. All parts but the last are of one size, at
     * least {@link dev.orgstorage.domain.Parts#SMALLEST}. It may take longer than other calls, up to half a minute. Safe
     * to repeat: if there is no such upload of that key (any more), be it complete or aborted, nothing changes.
     *
     * @param parts as {@link #parts} told them, at least one
     * @throws dev.orgstorage.domain.StorageException.Unavailable also if one of these parts is not there (any more)
     */
    void complete(ObjectKey key, UploadId upload, List<UploadedPart> parts);

    /**
     * Ends every unfinished upload of exactly that key, whoever began it, and removes its parts. Where there is none, or
     * it has ended meanwhile, nothing is left to do. An object under the key stays.
     */
    void abortAll(ObjectKey key);
}
