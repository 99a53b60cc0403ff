package dev.orgstorage.testkit;

import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.port.UploadHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bucket in memory. What it signs, {@link #send} executes, and refuses whatever a real bucket refuses: another method,
 * key, length, type or header than signed, a second upload, an expired or altered URL, bytes that are not those of a
 * promised checksum. Of uploads in parts it takes what S3 and R2 take. Can be made to be {@link #down}, and objects {@link #undeletable}.
 */
public final class InMemoryObjectStore implements ObjectStore {
    private static final Duration LONGEST_LIFE = Duration.ofDays(7);
    private static final int LARGEST_PAGE = 1000;
    private static final int LONGEST_START = 1 << 16;
    private static final int MOST_DELETED = 1000;
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private final InMemoryBucket bucket;
    private final InstantSource clock;

    /** The clock is the bucket's and the signer's. */
    public InMemoryObjectStore(InstantSource clock) {
        this(new InMemoryBucket(clock), clock);
    }

    private InMemoryObjectStore(InMemoryBucket bucket, InstantSource clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    /** The same bucket, signed for by another clock: as by a server with the wrong time. */
    public InMemoryObjectStore signingBy(InstantSource other) {
        return new InMemoryObjectStore(bucket, other);
    }

    @Override
    public SignedRequest signUpload(FileRecord file, Duration life) {
        return grant("PUT", file, UploadHeaders.of(file), life, body -> bucket.put(file, body));
    }

    @Override
    public SignedRequest signDownload(FileRecord file, Disposition disposition, Duration life) {
        MediaType type = file.content().type();
        Map<String, String> served = Map.of(
                "content-disposition", ContentDisposition.of(disposition.safeFor(type), file.name()),
                "content-type", type.served().value());
        return grant("GET", file, Map.of(), life, body -> bucket.get(file.key(), served));
    }

    @Override
    public Optional<StoredObject> stat(ObjectKey key) {
        return bucket.stat(key);
    }

    @Override
    public Optional<byte[]> readStart(ObjectKey key, String etag, int atMost) {
        if (atMost < 1 || atMost > LONGEST_START) {
            throw new IllegalArgumentException("A start has 1 to " + LONGEST_START + " bytes, not " + atMost);
        }
        return bucket.readStart(key, etag, atMost);
    }

    @Override
    public void delete(ObjectKey key) {
        bucket.delete(key);
    }

    @Override
    public Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys) {
        if (keys.isEmpty() || keys.size() > MOST_DELETED) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_DELETED + " objects are removed at once, not " + keys.size());
        }
        return bucket.deleteAll(keys);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page has 1 to " + LARGEST_PAGE + " objects, not " + limit);
        }
        return bucket.list(prefix, after, limit);
    }

    /** Does what the bucket does when it is sent this request with this body, and answers with S3's status codes. */
    public Answer send(SignedRequest request, byte[] body) {
        return bucket.send(request, body);
    }

    @Override
    public MultipartUploads multipart() {
        return new InMemoryMultipartUploads(bucket, this);
    }

    /** Puts an object into the bucket without asking anybody, as whoever has the bucket's keys can. */
    public void put(ObjectKey key, String type, byte[] body) {
        put(key, type, body, Map.of());
    }

    /** As {@link #put(ObjectKey, String, byte[])}, with metadata by names in lower case. */
    public void put(ObjectKey key, String type, byte[] body, Map<String, String> metadata) {
        bucket.put(key, type, body, metadata);
    }

    /** While down, everything but signing fails with {@link StorageException.Unavailable}. */
    public void down(boolean isDown) {
        bucket.down(isDown);
    }

    /**
     * While undeletable, what is under this key stays: {@link #delete} fails with {@link StorageException.Unavailable},
     * and {@link #deleteAll} removes the others and reports it.
     */
    public void undeletable(ObjectKey key, boolean isUndeletable) {
        bucket.undeletable(key, isUndeletable);
    }

    /** The keys of uploads in parts that are neither complete nor aborted, for looking at what came about. */
    public List<ObjectKey> unfinishedUploads() {
        return bucket.uploads("list unfinished uploads", InMemoryUploads::keys);
    }

    SignedRequest grant(
            String method,
            FileRecord file,
            Map<String, String> headers,
            Duration life,
            Function<byte[], Answer> effect) {
        if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("A signed request lives 1 second to 7 days, not " + life);
        }
        SignedRequest request = new SignedRequest(method, bucket.urlOf(file.key()), headers, life);
        bucket.grant(new InMemoryBucket.Grant(request, clock.instant().plus(life), effect));
        return request;
    }
}
