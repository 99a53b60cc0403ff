package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.ObjectKey;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads how objects begin, and no further, even from a server that has no ear for ranges or for ETags. */
final class R2Start {
    private static final int LONGEST = 1 << 16;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final String bucket;

    R2Start(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * Empty if the object is another one now.
     *
     * @throws AwsServiceException if the object is not there, among others
     */
    Optional<byte[]> of(ObjectKey key, String etag, int atMost) {
        if (atMost < 1 || atMost > LONGEST) {
            throw new IllegalArgumentException("A start has 1 to " + LONGEST + " bytes, not " + atMost);
        }
        try {
            return read(key, etag, "bytes=0-" + (atMost - 1), atMost);
        } catch (AwsServiceException e) {
            if (e.statusCode() != RANGE_NOT_SATISFIABLE) {
                throw e;
            }
            // So it is empty: the only file of which no range is there.
            return read(key, etag, null, atMost);
        }
    }

    private Optional<byte[]> read(ObjectKey key, String etag, @Nullable String range, int atMost) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .ifMatch('"' + etag + '"')
                .range(range)
                .build();
        try {
            return client.getObject(request, (answer, body) -> start(answer, body, etag, atMost));
        } catch (AwsServiceException e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<byte[]> start(GetObjectResponse answer, AbortableInputStream body, String etag, int atMost)
            throws IOException {
        byte[] start = body.readNBytes(atMost);
        if (body.read() >= 0) {
            body.abort();
        }
        String seen = R2Listing.unquoted(R2Failures.required(answer.eTag(), "ETag"));
        return seen.equals(etag) ? Optional.of(start) : Optional.empty();
    }
}
