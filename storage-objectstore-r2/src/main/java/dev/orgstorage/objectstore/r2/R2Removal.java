package dev.orgstorage.objectstore.r2;

import dev.orgstorage.domain.ObjectKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Removals of objects, each by a request of its own or many by one. Of many, those go singly that one request does not
 * do: keys that XML cannot carry; all of them if the request is refused, for which one bad key is enough; and those of
 * which the answer says nothing. It is asked to name what was removed, since S3's quiet answer, which names failures
 * alone, is the same as that of a server which has understood nothing.
 */
final class R2Removal {
    private static final int MOST = 1000;
    private static final int SINGLY_AT_ONCE = 16;
    private static final String NO_TIME_LEFT = "not tried in the time there was";

    private final S3Client client;
    private final String bucket;
    private final R2Listing listing;
    private final Duration patience;

    /** @param patience how long the request for many may take, and until when others are begun singly after it */
    R2Removal(S3Client client, String bucket, R2Listing listing, Duration patience) {
        this.client = client;
        this.bucket = bucket;
        this.listing = listing;
        this.patience = patience;
    }

    void one(ObjectKey key) {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(key.value()));
        } catch (AwsServiceException e) {
            if (!R2Failures.noSuchKey(e)) {
                throw e;
            }
        }
    }

    /** Answers which could not be removed, and why not. Nothing is tried singly unless the bucket is seen to be there. */
    Map<ObjectKey, String> all(Collection<ObjectKey> keys) {
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " objects are removed at once, not " + keys.size());
        }
        long end = System.nanoTime() + patience.toNanos();
        Map<String, ObjectKey> left = new LinkedHashMap<>();
        keys.forEach(key -> left.put(key.value(), key));
        Map<ObjectKey, String> failures = new HashMap<>();
        together(left.keySet()).ifPresent(answer -> settle(answer, left, failures));
        if (!left.isEmpty()) {
            listing.requireBucket();
            failures.putAll(singly(left.values(), end - System.nanoTime()));
        }
        return Map.copyOf(failures);
    }

    private Optional<DeleteObjectsResponse> together(Collection<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .filter(R2Removal::fitsXml)
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(client.deleteObjects(many -> many.bucket(bucket)
                    .delete(delete -> delete.objects(objects).quiet(false))
                    .overrideConfiguration(
                            override -> override.apiCallTimeout(patience).apiCallAttemptTimeout(patience))));
        } catch (AwsServiceException e) {
            if (R2Failures.refused(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** XML 1.0 has no way to write these two. Of the others that it cannot write, none is in an {@link ObjectKey}. */
    private static boolean fitsXml(String key) {
        return key.indexOf('\uFFFE') < 0 && key.indexOf('\uFFFF') < 0;
    }

    private static void settle(
            DeleteObjectsResponse answer, Map<String, ObjectKey> left, Map<ObjectKey, String> failures) {
        for (DeletedObject deleted : answer.deleted()) {
            left.remove(deleted.key());
        }
        for (S3Error error : answer.errors()) {
            ObjectKey key = left.remove(error.key());
            if (key != null && !"NoSuchKey".equals(error.code())) {
                failures.put(key, R2Failures.reason(error));
            }
        }
    }

    private Map<ObjectKey, String> singly(Collection<ObjectKey> keys, long nanos) {
        Map<ObjectKey, String> failures = new ConcurrentHashMap<>();
        keys.forEach(key -> failures.put(key, NO_TIME_LEFT));
        List<Callable<Object>> removals = keys.stream()
                .map(key -> Executors.callable(() -> remove(key, failures)))
                .toList();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(SINGLY_AT_ONCE, Thread.ofVirtual().factory())) {
            threads.invokeAll(removals, nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted while removing " + keys.size() + " objects", e);
        }
        return failures;
    }

    private void remove(ObjectKey key, Map<ObjectKey, String> failures) {
        try {
            one(key);
            failures.remove(key);
        } catch (SdkException | RejectedExecutionException e) {
            failures.put(key, R2Failures.reason(e));
        }
    }
}
