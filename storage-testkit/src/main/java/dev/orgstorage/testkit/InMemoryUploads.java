package dev.orgstorage.testkit;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.domain.UploadedPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The uploads in parts of {@link InMemoryBucket}, which lets in one at a time. */
final class InMemoryUploads {
    private final Map<UploadId, Upload> unfinished = new HashMap<>();
    private final Finish finish;
    private int begun;

    /** Puts what has become of an upload where objects are. */
    interface Finish {
        void keep(FileRecord file, String etag, byte[] body);
    }

    private record Upload(FileRecord file, NavigableMap<Integer, byte[]> parts) {}

    InMemoryUploads(Finish finish) {
        this.finish = finish;
    }

    UploadId begin(FileRecord file) {
        UploadId id = new UploadId("upload-" + ++begun);
        unfinished.put(id, new Upload(file, new TreeMap<>()));
        return id;
    }

    Answer put(ObjectKey key, UploadId id, int number, long size, byte[] body) {
        if (body.length != size) {
            return InMemoryBucket.refusal(403);
        }
        Optional<Upload> upload = find(key, id);
        upload.ifPresent(found -> found.parts().put(number, body.clone()));
        return upload.isEmpty()
                ? InMemoryBucket.refusal(404)
                : new Answer(200, Map.of("etag", '"' + Digests.md5(body) + '"'), new byte[0]);
    }

    Optional<List<UploadedPart>> parts(ObjectKey key, UploadId id) {
        return find(key, id).map(InMemoryUploads::arrived);
    }

    void complete(ObjectKey key, UploadId id, List<UploadedPart> parts) {
        Optional<Upload> upload = find(key, id);
        if (upload.isEmpty()) {
            return;
        }
        requireParts(upload.get(), parts);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach(part -> body.writeBytes(bytesOf(upload.get(), part)));
        byte[] whole = body.toByteArray();
        finish.keep(upload.get().file(), Digests.md5(whole) + "-" + parts.size(), whole);
        unfinished.remove(id);
    }

    void abortAll(ObjectKey key) {
        unfinished.values().removeIf(upload -> upload.file().key().equals(key));
    }

    List<ObjectKey> keys() {
        return unfinished.values().stream().map(upload -> upload.file().key()).toList();
    }

    private Optional<Upload> find(ObjectKey key, UploadId id) {
        return Optional.ofNullable(unfinished.get(id))
                .filter(upload -> upload.file().key().equals(key));
    }

    private static List<UploadedPart> arrived(Upload upload) {
        List<UploadedPart> arrived = new ArrayList<>();
        upload.parts()
                .forEach((number, bytes) -> arrived.add(new UploadedPart(number, bytes.length, Digests.md5(bytes))));
        return arrived;
    }

    /** As R2 has it: these parts, ascending, and all but the last of one size that is not too small. */
    private static void requireParts(Upload upload, List<UploadedPart> parts) {
        List<UploadedPart> inOrder =
                arrived(upload).stream().filter(parts::contains).toList();
        List<UploadedPart> allButLast = parts.isEmpty() ? parts : parts.subList(0, parts.size() - 1);
        boolean isWhole =
                allButLast.stream().mapToLong(UploadedPart::size).distinct().count() <= 1
                        && allButLast.stream().allMatch(part -> part.size() >= Parts.SMALLEST);
        if (parts.isEmpty() || !inOrder.equals(parts) || !isWhole) {
            throw new StorageException.Unavailable(
                    "complete " + upload.file().key(), new IOException("No such parts, or too small ones: " + parts));
        }
    }

    private static byte[] bytesOf(Upload upload, UploadedPart part) {
        return Objects.requireNonNull(upload.parts().get(part.number()));
    }
}
