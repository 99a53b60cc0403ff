package dev.orgstorage.testkit;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.port.SignedRequest;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The far side of {@link InMemoryObjectStore}: objects, and the requests that were signed for them. */
final class InMemoryBucket {
    private final NavigableMap<ObjectKey, StoredObject> objects = new TreeMap<>();
    private final Map<ObjectKey, byte[]> bytes = new HashMap<>();
    private final Map<URI, Grant> grants = new HashMap<>();
    private final Set<ObjectKey> undeletable = new HashSet<>();
    private final InMemoryUploads uploads = new InMemoryUploads(this::keepAssembled);
    private final InstantSource clock;
    private int signatures;
    private boolean down;

    /** A request that was signed, and what it does with the body that is sent with it. */
    record Grant(SignedRequest request, Instant until, Function<byte[], Answer> effect) {}

    InMemoryBucket(InstantSource clock) {
        this.clock = clock;
    }

    /** A URL that was not given before. */
    synchronized URI urlOf(ObjectKey key) {
        String path = PercentEncoding.encode(key.value()).replace("%2F", "/");
        return URI.create("https://bucket.invalid/" + path + "?signature=" + ++signatures);
    }

    synchronized void grant(Grant grant) {
        grants.put(grant.request().url(), grant);
    }

    synchronized Answer send(SignedRequest request, byte[] body) {
        requireUp(request.method() + " " + request.url().getPath());
        Grant grant = grants.get(request.url());
        if (grant == null || !matches(request, grant) || clock.instant().isAfter(grant.until())) {
            return refusal(403);
        }
        return grant.effect().apply(body);
    }

    synchronized void put(ObjectKey key, String type, byte[] body, Map<String, String> metadata) {
        keep(key, type, body, null, metadata);
    }

    synchronized Optional<StoredObject> stat(ObjectKey key) {
        requireUp("stat " + key);
        return Optional.ofNullable(objects.get(key));
    }

    synchronized Optional<byte[]> readStart(ObjectKey key, String etag, int atMost) {
        requireUp("read " + key);
        return Optional.ofNullable(objects.get(key))
                .filter(object -> object.etag().equals(etag))
                .map(object -> Objects.requireNonNull(bytes.get(key)))
                .map(all -> Arrays.copyOf(all, Math.min(all.length, atMost)));
    }

    synchronized void delete(ObjectKey key) {
        requireUp("delete " + key);
        if (undeletable.contains(key)) {
            throw new StorageException.Unavailable("delete " + key, new AccessDeniedException(key.value()));
        }
        remove(key);
    }

    synchronized Map<ObjectKey, String> deleteAll(Collection<ObjectKey> keys) {
        requireUp("delete " + keys.size() + " objects");
        Map<ObjectKey, String> denied = new HashMap<>();
        for (ObjectKey key : keys) {
            if (undeletable.contains(key)) {
                denied.put(key, "AccessDenied: This object was made undeletable");
            } else {
                remove(key);
            }
        }
        return Map.copyOf(denied);
    }

    synchronized void undeletable(ObjectKey key, boolean isUndeletable) {
        if (isUndeletable) {
            undeletable.add(key);
        } else {
            undeletable.remove(key);
        }
    }

    synchronized ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
        requireUp("list " + prefix);
        NavigableMap<ObjectKey, StoredObject> rest = after == null ? objects : objects.tailMap(after, false);
        List<ObjectPage.Entry> found = rest.values().stream()
                .filter(object -> object.key().value().startsWith(prefix))
                .limit(limit + 1L)
                .map(object -> new ObjectPage.Entry(object.key(), object.size(), object.etag(), object.modified()))
                .toList();
        boolean more = found.size() > limit;
        return new ObjectPage(more ? found.subList(0, limit) : found, more);
    }

    synchronized void down(boolean isDown) {
        down = isDown;
    }

    /** What is asked of the uploads in parts, alone. */
    synchronized <T> T uploads(String attempt, Function<InMemoryUploads, T> question) {
        requireUp(attempt);
        return question.apply(uploads);
    }

    synchronized Answer put(FileRecord file, byte[] body) {
        Sha256 promised = file.content().checksum();
        if (body.length != file.content().size()) {
            return refusal(403);
        }
        if (promised != null && !promised.equals(Digests.sha256(body))) {
            return refusal(400);
        }
        if (objects.containsKey(file.key())) {
            return refusal(412);
        }
        String type = file.content().type().value();
        StoredObject kept = keep(file.key(), type, body, promised, ObjectMetadata.of(file));
        return new Answer(200, Map.of("etag", '"' + kept.etag() + '"'), new byte[0]);
    }

    synchronized Answer get(ObjectKey key, Map<String, String> served) {
        byte[] body = bytes.get(key);
        return body == null ? refusal(404) : new Answer(200, served, body);
    }

    private StoredObject keep(
            ObjectKey key, String type, byte[] body, @Nullable Sha256 checksum, Map<String, String> metadata) {
        StoredObject object =
                new StoredObject(key, body.length, type, Digests.md5(body), checksum, clock.instant(), metadata);
        keep(object, body);
        return object;
    }

    /** One that is made of parts has an ETag of its own kind. */
    private void keepAssembled(FileRecord file, String etag, byte[] body) {
        String type = file.content().type().value();
        keep(
                new StoredObject(file.key(), body.length, type, etag, null, clock.instant(), ObjectMetadata.of(file)),
                body);
    }

    private void keep(StoredObject object, byte[] body) {
        objects.put(object.key(), object);
        bytes.put(object.key(), body.clone());
    }

    private void remove(ObjectKey key) {
        objects.remove(key);
        bytes.remove(key);
    }

    private void requireUp(String attempt) {
        if (down) {
            throw new StorageException.Unavailable(attempt, new ConnectException("The bucket is down"));
        }
    }

    private static boolean matches(SignedRequest request, Grant grant) {
        return request.method().equals(grant.request().method())
                && request.headers().equals(grant.request().headers());
    }

    static Answer refusal(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }
}
