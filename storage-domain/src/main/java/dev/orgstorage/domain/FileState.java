package dev.orgstorage.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a file's object has been seen in the bucket. A file is born pending and becomes ready once. */
public sealed interface FileState {
    /**
     * Promised: what was signed for its upload can be used until then.
     *
     * @param multipart null if it comes in one PUT
     */
    record Pending(Instant until, @Nullable Multipart multipart) implements FileState {
        public Pending(Instant until) {
            this(until, null);
        }
    }

    /** Seen in the bucket since then, as promised, under this ETag. */
    record Ready(String etag, Instant since) implements FileState {}
}
