package dev.orgstorage.embedded;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An embedded server could not be started; the message says what was wrong, with what, and what to do about it. */
public class EmbeddedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    EmbeddedException(String message) {
        this(message, null);
    }

    EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
