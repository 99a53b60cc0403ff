package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signs the download of a file under its own name. What the caller uploaded without saying so is settled first. */
public final class OpenDownload {
    /** How long a download URL lives that a client asked for. */
    public static final Duration LINK_LIFE = Duration.ofHours(1);

    /** How long a download URL lives that a client is redirected to. */
    public static final Duration REDIRECT_LIFE = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final AtOnce LOOKS = new AtOnce(16);

    private final Gate gate;
    private final Settlement settlement;
    private final PinnedObjects pinned;
    private final ObjectStore objects;

    OpenDownload(Gate gate, Settlement settlement, PinnedObjects pinned, ObjectStore objects) {
        this.gate = gate;
        this.settlement = settlement;
        this.pinned = pinned;
        this.objects = objects;
    }

    /** @param altered why it is not served; null if it is */
    private record Look(FileRecord file, StorageException.@Nullable Altered altered) {}

    FileRecord look(Caller caller, FileRef ref) {
        return gate.file(caller, Action.READ, ref);
    }

    SignedFile open(Caller caller, FileRef ref, Disposition disposition, Duration life) {
        FileRecord file = settled(caller, look(caller, ref));
        return new SignedFile(file, objects.signDownload(file, disposition, life));
    }

    /** One that becomes ready by this has its object seen by this. */
    private FileRecord settled(Caller caller, FileRecord file) {
        if (file.isReady() && pinned.isDue(file)) {
            pinned.require(file);
        }
        return settlement.settle(caller, file);
    }

    SignedFiles sign(List<FileRecord> files) {
        List<FileRecord> due = files.stream().filter(pinned::isDue).toList();
        List<Look> looks = LOOKS.mapWithin(PATIENCE, due, this::lookAgain);
        Stream<FileRecord> served = Stream.concat(
                files.stream().filter(file -> !due.contains(file)),
                looks.stream().filter(look -> look.altered() == null).map(Look::file));
        return new SignedFiles(
                served.collect(Collectors.toMap(FileRecord::id, this::link)),
                looks.stream().map(Look::altered).filter(Objects::nonNull).toList());
    }

    private Look lookAgain(FileRecord file) {
        try {
            pinned.require(file);
            return new Look(file, null);
        } catch (StorageException.Altered altered) {
            return new Look(file, altered);
        }
    }

    private SignedRequest link(FileRecord file) {
        return objects.signDownload(file, Disposition.ATTACHMENT, LINK_LIFE);
    }
}
