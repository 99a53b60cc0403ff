package dev.orgstorage.port;

import java.util.function.Supplier;

/** Sees what is asked of the use cases begin and end, such as to measure how long it takes. Safe to share between threads. */
public interface Observer {
    /** Sees nothing. */
    Observer NONE = new Observer() {
        @Override
        public <T> T observe(UseCase what, Supplier<T> work) {
            return work.get();
        }
    };

    /** Does the work, once, in this thread, and returns or throws what it does. */
    <T> T observe(UseCase what, Supplier<T> work);

    /** What can be asked for. */
    enum UseCase {
        START_UPLOAD,
        START_UPLOADS,
        START_MULTIPART,
        UPLOADED_PARTS,
        SIGN_PARTS,
        COMPLETE_UPLOAD,
        LIST_FILES,
        USAGE,
        LOOK,
        OPEN_DOWNLOAD,
        OPEN_DOWNLOADS,
        SIGN_DOWNLOADS,
        RENAME_FILE,
        DELETE_FILE
    }
}
