package dev.orgstorage.benchmarks.http;

import org.jspecify.annotations.Nullable;

/** Something is missing or went wrong; the message says what, and what to do. */
final class CannotMeasure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotMeasure(String message) {
        this(message, null);
    }

    CannotMeasure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
