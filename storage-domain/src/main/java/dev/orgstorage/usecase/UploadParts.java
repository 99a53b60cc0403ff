package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.Multipart;
import dev.orgstorage.domain.Parts;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadId;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Says which parts of a file have arrived, and signs those that are to be sent. */
final class UploadParts {
    /** How long the URL of a part lives, unless the upload ends before. */
    static final Duration URL_LIFE = Duration.ofHours(1);

    private static final int MOST_SIGNED = 100;
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private final Gate gate;
    private final ObjectStore objects;
    private final InstantSource clock;

    UploadParts(Gate gate, ObjectStore objects, InstantSource clock) {
        this.gate = gate;
        this.objects = objects;
        this.clock = clock;
    }

    private record Begun(FileRecord file, Parts parts, UploadId upload, Instant until) {}

    PartsThere there(Caller caller, FileId id) {
        Begun begun = begun(caller, id);
        return objects.multipart()
                .parts(begun.file().key(), begun.upload())
                .map(there -> new PartsThere(begun.parts(), there))
                .orElseThrow(() -> Assembly.ended(id));
    }

    List<SignedPart> sign(Caller caller, FileId id, List<Integer> numbers) {
        if (numbers.isEmpty() || numbers.size() > MOST_SIGNED) {
            throw new StorageException.Invalid(
                    "numbers", "has " + numbers.size() + " parts, and 1 to " + MOST_SIGNED + " are signed at once");
        }
        Begun begun = begun(caller, id);
        Duration left = Duration.between(clock.instant(), begun.until()).truncatedTo(ChronoUnit.SECONDS);
        if (left.compareTo(SHORTEST_LIFE) < 0) {
            throw Assembly.ended(id);
        }
        Duration life = left.compareTo(URL_LIFE) < 0 ? left : URL_LIFE;
        return numbers.stream().map(number -> sign(begun, number, life)).toList();
    }

    private SignedPart sign(Begun begun, int number, Duration life) {
        long size = begun.parts().sizeOf(number);
        return new SignedPart(
                number, size, objects.multipart().signPart(begun.file(), begun.upload(), number, size, life));
    }

    private Begun begun(Caller caller, FileId id) {
        FileRecord file = gate.file(caller, Action.UPLOAD, id);
        return switch (file.state()) {
            case FileState.Ready ready -> throw new StorageException.AlreadyUploaded(id);
            case FileState.Pending(Instant until, Multipart multipart)
            when multipart == null -> throw new StorageException.NotInParts(id);
            case FileState.Pending(Instant until, Multipart(long partSize, UploadId upload))
            when upload == null -> throw Assembly.ended(id);
            case FileState.Pending(Instant until, Multipart(long partSize, UploadId upload)) ->
                new Begun(file, new Parts(file.content().size(), partSize), upload, until);
        };
    }
}
