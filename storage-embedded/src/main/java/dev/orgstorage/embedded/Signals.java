package dev.orgstorage.embedded;

import java.io.IOException;

/** The signal that makes PostgreSQL stop without waiting for its clients, which Java cannot send by itself. */
final class Signals {

    private Signals() {}

    static void interrupt(long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new EmbeddedException("`sh`, which passes the signal to stop on to PostgreSQL, cannot be run", e);
        }
    }
}
