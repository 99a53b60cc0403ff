package dev.orgstorage.usecase;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signs the downloads of many files, as far as looking at their objects takes no longer than two seconds. */
final class OpenDownloads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final AtOnce LOOKS = new AtOnce(16);

    private final Gate gate;
    private final OpenDownload one;
    private final PinnedObjects pinned;
    private final ObjectStore objects;

    OpenDownloads(Gate gate, OpenDownload one, PinnedObjects pinned, ObjectStore objects) {
        this.gate = gate;
        this.one = one;
        this.pinned = pinned;
        this.objects = objects;
    }

    /**
     * @param served the file as it is now; null if it is not served
     * @param altered why it is not, where its object has changed
     */
    private record Look(FileId id, @Nullable FileRecord served, StorageException.@Nullable Altered altered) {}

    /** In the order asked for, each once. */
    SignedFiles open(Caller caller, Collection<? extends FileRef> refs, Disposition disposition, Duration life) {
        List<FileRecord> files = inOrder(refs, gate.readable(caller, refs));
        List<FileRecord> due = files.stream()
                .filter(file -> !file.isReady() || pinned.isDue(file))
                .toList();
        List<Look> looks = look(due, file -> one.settled(caller, file));
        if (looks.size() < due.size()) {
            String attempt = "look at %s of %s objects".formatted(due.size() - looks.size(), due.size());
            throw new StorageException.Unavailable(attempt, new TimeoutException());
        }
        return signed(files, due, looks, disposition, life);
    }

    /** Those whose object cannot be seen in time are not served either. */
    SignedFiles sign(List<FileRecord> files) {
        List<FileRecord> due = files.stream().filter(pinned::isDue).toList();
        List<Look> looks = look(due, file -> {
            pinned.require(file);
            return file;
        });
        return signed(files, due, looks, Disposition.ATTACHMENT, OpenDownload.LINK_LIFE);
    }

    private static List<FileRecord> inOrder(Collection<? extends FileRef> refs, List<FileRecord> found) {
        Map<FileRef, FileRecord> named = new HashMap<>();
        for (FileRecord file : found) {
            named.put(file.id(), file);
            named.put(file.key(), file);
        }
        return refs.stream().map(named::get).filter(Objects::nonNull).distinct().toList();
    }

    /** What fails because the bucket or the records do not answer is not among them. */
    private static List<Look> look(List<FileRecord> files, UnaryOperator<FileRecord> question) {
        return LOOKS.mapWithin(PATIENCE, files, file -> {
                    try {
                        return new Look(file.id(), question.apply(file), null);
                    } catch (StorageException.Altered altered) {
                        return new Look(file.id(), null, altered);
                    } catch (StorageException.NotFound
                            | StorageException.NotUploaded
                            | StorageException.UploadMismatch
                            | StorageException.ContentMismatch notServed) {
                        return new Look(file.id(), null, null);
                    }
                })
                .all();
    }

    private SignedFiles signed(
            List<FileRecord> files, List<FileRecord> due, List<Look> looks, Disposition disposition, Duration life) {
        Map<FileId, FileRecord> served = files.stream().collect(Collectors.toMap(FileRecord::id, Function.identity()));
        due.forEach(file -> served.remove(file.id()));
        looks.stream().map(Look::served).filter(Objects::nonNull).forEach(file -> served.put(file.id(), file));
        return new SignedFiles(
                files.stream()
                        .map(file -> served.get(file.id()))
                        .filter(Objects::nonNull)
                        .map(file -> new SignedFile(file, objects.signDownload(file, disposition, life)))
                        .toList(),
                looks.stream().map(Look::altered).filter(Objects::nonNull).toList());
    }
}
