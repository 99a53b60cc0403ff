package dev.orgstorage.http.server;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Tells whoever waits for a long command how far it is. */
interface Progress extends AutoCloseable {
    /**
     * A bar, if somebody looks at it on a terminal; otherwise a line now and then.
     *
     * @param things what is worked on, in the plural
     */
    static Progress of(PrintWriter err, String things) {
        // Colours may be forced where there is no terminal; a bar would only fill a file.
        boolean terminal = Ansi.AUTO.enabled() && System.getenv("CLICOLOR_FORCE") == null;
        return terminal ? new ProgressOnTerminal(err, things) : new ProgressInLines(err, things);
    }

    /** So many are done by now; the detail is short. */
    void at(long done, String detail);

    @Override
    void close();
}
