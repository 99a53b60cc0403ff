package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;

/** Signs the download of a file under its own name. What the caller uploaded without saying so is settled first. */
public final class OpenDownload {
    /** How long a download URL lives that a client asked for. */
    public static final Duration LINK_LIFE = Duration.ofHours(1);

    /** How long a download URL lives that a client is redirected to. */
    public static final Duration REDIRECT_LIFE = Duration.ofMinutes(1);

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

    FileRecord look(Caller caller, FileRef ref) {
        return gate.file(caller, Action.READ, ref);
    }

    SignedFile open(Caller caller, FileRef ref, Disposition disposition, Duration life) {
        FileRecord file = settled(caller, look(caller, ref));
        return new SignedFile(file, objects.signDownload(file, disposition, life));
    }

    /** One that becomes ready by this has its object seen by this. */
    FileRecord settled(Caller caller, FileRecord file) {
        if (file.isReady() && pinned.isDue(file)) {
            pinned.require(file);
        }
        return settlement.settle(caller, file);
    }
}
