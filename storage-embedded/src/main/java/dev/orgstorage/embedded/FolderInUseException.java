package dev.orgstorage.embedded;

import java.io.Serial;
import java.nio.file.Path;

/** The folder is kept by another process, which the message names. */
public final class FolderInUseException extends EmbeddedException {

    @Serial
    private static final long serialVersionUID = 1;

    FolderInUseException(Path folder, String holder) {
        super(folder + " is in use by " + (holder.isEmpty() ? "another process" : "process " + holder)
                + ": stop it, or choose another folder");
    }
}
