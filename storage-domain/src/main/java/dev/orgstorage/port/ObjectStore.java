package dev.orgstorage.port;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Storage of objects in one bucket. Signing asks nobody, so that it works while the bucket is down. */
public interface ObjectStore {
    /**
     * Signs the upload of a pending file. The bucket takes it only with exactly the {@link UploadHeaders} and a body of
     * exactly the promised length, type and (if promised) SHA-256, only within its life (1 second to 7 days), and only
     * while there is no object under the key. The object then carries, as metadata, what
     * {@link ObjectMetadata} says of the file. The URL has less than 4,096 characters.
     */
    SignedRequest signUpload(FileRecord file, Duration life);

    /**
     * Signs the download of a file. It needs no headers, serves the file's bytes under its name (RFC 6266), and is shown
     * in place only if asked for and safe: {@link dev.orgstorage.domain.MediaType#safeInline}. What a browser might run
     * is served as plain bytes. The URL has less than 4,096 characters; where the key leaves no room for a long name, the
     * name is cut before its extension.
     */
    SignedRequest signDownload(FileRecord file, Disposition disposition, Duration life);

    /** What the bucket has under the key; empty if nothing. A bucket that is not there is not empty, but unavailable. */
    Optional<StoredObject> stat(ObjectKey key);

    /**
     * The first bytes of the object, all of them if it has fewer, as long as it still has the ETag under which it was
     * seen; empty if it is not there, or another one now.
     *
     * @param atMost how many bytes at most, 1 to 65,536
     * @throws IllegalArgumentException if that is out of bounds
     */
    Optional<byte[]> readStart(ObjectKey key, String etag, int atMost);

    /** Removes the object. One that is not there is removed already. */
    void delete(ObjectKey key);

    /**
     * Removes the objects of 1 to 1,000 keys in as few requests as the bucket allows. One that is not there is removed
     * already, and one that cannot be removed does not keep the others. It may take longer than other calls, up to half
     * a minute, and is for work in the background.
     *
     * @return the keys whose objects may still be there, each with the reason; empty if all are gone
     * @throws IllegalArgumentException if there are no keys or more than 1,000, with nothing removed
     * @throws dev.orgstorage.domain.StorageException.Unavailable if the bucket does not answer; some objects may have
     *     been removed
     */
    Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys);

    /**
     * The objects whose keys begin with the prefix (empty for all), in the order of their UTF-8 bytes. Objects of others
     * whose keys are no {@link ObjectKey}s are left out.
     *
     * @param after only keys beyond this one; null to begin at the first
     * @param limit how many at most, 1 to 1,000
     * @throws IllegalArgumentException if the limit is out of bounds
     */
    ObjectPage list(String prefix, @Nullable ObjectKey after, int limit);

    /** The uploads in parts of the same bucket. */
    MultipartUploads multipart();
}
