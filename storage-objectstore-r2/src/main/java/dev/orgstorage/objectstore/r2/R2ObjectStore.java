package dev.orgstorage.objectstore.r2;

import static dev.orgstorage.objectstore.r2.R2Failures.required;

import dev.orgstorage.domain.ContentDisposition;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.MultipartUploads;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.port.UploadHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The objects of one bucket of R2, or of another S3. A request to the bucket ends within five seconds, answered or not;
 * {@link #deleteAll}, within 35, and what completes an upload in parts, within 30.
 */
public final class R2ObjectStore implements ObjectStore, AutoCloseable {
    private static final int SHA256_LENGTH = 44;
    private static final int LONGEST_URL = 4095;

    private final String bucket;
    private final R2Signer signer;
    private final S3Client client;
    private final R2Listing listing;
    private final R2Removal removal;
    private final R2Start start;
    private final R2MultipartUploads multipart;
    private volatile boolean bucketSeen;

    public R2ObjectStore(R2Settings settings) {
        this(settings, InstantSource.system());
    }

    /** @param clock from when on signed requests live; the bucket is asked by the system's clock */
    public R2ObjectStore(R2Settings settings, InstantSource clock) {
        bucket = settings.bucket();
        signer = new R2Signer(settings, clock);
        client = R2Client.of(settings);
        listing = new R2Listing(client, bucket);
        removal = new R2Removal(client, bucket, listing, R2Client.LONGEST_CALL);
        start = new R2Start(client, bucket);
        multipart = new R2MultipartUploads(client, bucket, signer);
    }

    @Override
    public SignedRequest signUpload(FileRecord file, Duration life) {
        Map<String, String> headers = UploadHeaders.of(file);
        Map<String, String> signed = new HashMap<>(headers);
        signed.put("Content-Length", Long.toString(file.content().size()));
        URI url = signer.sign(SdkHttpMethod.PUT, file.key(), signed, Map.of(), life);
        return new SignedRequest("PUT", url, headers, life);
    }

    @Override
    public SignedRequest signDownload(FileRecord file, Disposition disposition, Duration life) {
        MediaType type = file.content().type();
        Disposition shown = disposition.safeFor(type);
        URI url = downloadUrl(file, shown, type.served(), life);
        if (excess(url) > 0) {
            url = downloadUrl(file, Disposition.ATTACHMENT, MediaType.BYTES, life);
        }
        return new SignedRequest("GET", url, Map.of(), life);
    }

    /** With as much of the name as there is room for. */
    private URI downloadUrl(FileRecord file, Disposition shown, MediaType served, Duration life) {
        String named = ContentDisposition.of(shown, file.name());
        URI url = downloadUrl(file.key(), named, served, life);
        int excess = excess(url);
        if (excess <= 0) {
            return url;
        }
        int room = PercentEncoding.encode(named).length() - excess;
        return downloadUrl(file.key(), ContentDisposition.fitting(shown, file.name(), room), served, life);
    }

    private URI downloadUrl(ObjectKey key, String disposition, MediaType served, Duration life) {
        Map<String, String> answer =
                Map.of("response-content-disposition", disposition, "response-content-type", served.value());
        return signer.sign(SdkHttpMethod.GET, key, Map.of(), answer, life);
    }

    private static int excess(URI url) {
        return url.toString().length() - LONGEST_URL;
    }

    @Override
    public Optional<StoredObject> stat(ObjectKey key) {
        return R2Failures.translated("stat " + key, () -> {
            try {
                return Optional.of(seen(
                        key,
                        client.headObject(
                                head -> head.bucket(bucket).key(key.value()).checksumMode(ChecksumMode.ENABLED))));
            } catch (AwsServiceException e) {
                requireOnlyKeyMissing(e);
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<byte[]> readStart(ObjectKey key, String etag, int atMost) {
        return R2Failures.translated("read " + key, () -> {
            try {
                return start.of(key, etag, atMost);
            } catch (AwsServiceException e) {
                requireOnlyKeyMissing(e);
                return Optional.empty();
            }
        });
    }

    @Override
    public void delete(ObjectKey key) {
        R2Failures.translated("delete " + key, () -> {
            removal.one(key);
            return key;
        });
    }

    @Override
    public Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys) {
        return R2Failures.translated("delete " + keys.size() + " objects", () -> removal.all(keys));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        return R2Failures.translated("list " + prefix, () -> listing.page(prefix, after, limit));
    }

    @Override
    public MultipartUploads multipart() {
        return multipart;
    }

    @Override
    public void close() {
        client.close();
    }

    private static StoredObject seen(ObjectKey key, HeadObjectResponse head) {
        Map<String, String> metadata = new HashMap<>();
        head.metadata()
                .forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), EncodedWords.decode(value)));
        return new StoredObject(
                key,
                required(head.contentLength(), "Content-Length"),
                Objects.requireNonNullElse(head.contentType(), ""),
                R2Listing.unquoted(required(head.eTag(), "ETag")),
                checksum(head),
                required(head.lastModified(), "Last-Modified"),
                metadata);
    }

    /** Not that of an upload in parts: it is made of the checksums of the parts, and ends in their number. */
    private static @Nullable Sha256 checksum(HeadObjectResponse head) {
        String sha256 = head.checksumSHA256();
        return sha256 == null || sha256.length() != SHA256_LENGTH || head.checksumType() == ChecksumType.COMPOSITE
                ? null
                : new Sha256(sha256);
    }

    /**
     * The answer to HEAD has no body and does not say what is wrong: object, bucket or keys. That to a listing does. That
     * the bucket is there is asked once only, at the first object missed, since none can be removed before its last
     * object.
     */
    private void requireOnlyKeyMissing(AwsServiceException e) {
        boolean notFound = e.statusCode() == R2Failures.NOT_FOUND;
        if (R2Failures.refused(e) && !(notFound && bucketSeen)) {
            listing.requireBucket();
        }
        if (!notFound) {
            throw e;
        }
        bucketSeen = true;
    }
}
