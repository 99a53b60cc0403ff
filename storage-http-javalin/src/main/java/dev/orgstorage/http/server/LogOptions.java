package dev.orgstorage.http.server;

import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** What is logged, and in which form. */
final class LogOptions {
    @Option(
            names = "--log-format",
            paramLabel = "LOG_FORMAT",
            description = "text, or json: one object a line; text if not given")
    private Logging.Format format = Logging.Format.TEXT;

    @Option(
            names = "--log-level",
            paramLabel = "LOG_LEVEL",
            description = "error, warn, info, debug or trace, of libraries info at most; warn if not given")
    private Level level = Level.WARN;

    void apply() {
        Logging.start(format, level);
    }

    /** Tells whoever started the server; where all lines are to be JSON, in the log. */
    void say(PrintWriter out, String sentence) {
        switch (format) {
            case TEXT -> out.println(sentence);
            case JSON -> LoggerFactory.getLogger(Logging.SERVER).info(sentence);
        }
    }
}
