package dev.orgstorage.embedded;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

final class PortTakenException extends EmbeddedException {

    @Serial
    private static final long serialVersionUID = 1;

    PortTakenException(String what, int port, @Nullable Throwable cause) {
        super(
                what + " cannot listen on port " + port + " of 127.0.0.1, it is taken:"
                        + " stop what listens there, or choose another port",
                cause);
    }
}
