package dev.orgstorage.objectstore.r2;

import static dev.orgstorage.objectstore.r2.R2Failures.required;

import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.port.ObjectPage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Listings of a bucket. S3 lets others give an object a key that is no {@link ObjectKey}, with control characters in
 * it. Such objects are none of ours and are left out.
 */
final class R2Listing {
    private static final int LONGEST = 1000;
    private static final String NOTHING = "nothing-begins-with-this/";

    private final S3Client client;
    private final String bucket;

    R2Listing(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Asks on while there is nothing of ours in an answer but more after it, so that an empty page is the end. */
    ObjectPage page(String prefix, @Nullable ObjectKey after, int limit) {
        if (limit < 1 || limit > LONGEST) {
            throw new IllegalArgumentException("A page has 1 to " + LONGEST + " objects, not " + limit);
        }
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .maxKeys(limit)
                .encodingType(EncodingType.URL);
        if (after != null) {
            request.startAfter(after.value());
        }
        while (true) {
            ListObjectsV2Response answer = client.listObjectsV2(request.build());
            boolean more = required(answer.isTruncated(), "IsTruncated");
            List<ObjectPage.Entry> entries = answer.contents().stream()
                    .flatMap(object -> entry(object).stream())
                    .toList();
            if (!entries.isEmpty() || !more) {
                return new ObjectPage(entries, more);
            }
            request.continuationToken(answer.nextContinuationToken());
        }
    }

    /** Fails if there is no such bucket. What is in it is not looked at, since not every server can list every key. */
    void requireBucket() {
        required(
                client.listObjectsV2(list -> list.bucket(bucket).prefix(NOTHING).maxKeys(1))
                        .isTruncated(),
                "IsTruncated");
    }

    static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    /** S3Proxy lists an object that is still being written, without an ETag: it is not there yet. */
    private static Optional<ObjectPage.Entry> entry(S3Object object) {
        String etag = object.eTag();
        return etag == null
                ? Optional.empty()
                : key(required(object.key(), "Key"))
                        .map(key -> new ObjectPage.Entry(
                                key,
                                required(object.size(), "Size"),
                                unquoted(etag),
                                required(object.lastModified(), "LastModified")));
    }

    private static Optional<ObjectKey> key(String key) {
        try {
            return Optional.of(new ObjectKey(key));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
