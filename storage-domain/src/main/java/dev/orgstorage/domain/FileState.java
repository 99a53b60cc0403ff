package dev.orgstorage.domain;

import java.time.Instant;

/** Whether a file's object has been seen in the bucket. A file is born pending and becomes ready once. */
public sealed interface FileState {
    /** Promised: its upload URL can be used until then. */
    record Pending(Instant until) implements FileState {}

    /** Seen in the bucket since then, as promised, under this ETag. */
    record Ready(String etag, Instant since) implements FileState {}
}
