package dev.orgstorage.http.server;

import dev.orgstorage.content.tika.TikaContentDetector;
import dev.orgstorage.domain.ContentCheck;
import dev.orgstorage.port.ContentDetector;
import picocli.CommandLine.Option;

/** How closely what was uploaded is held to the type that was promised. */
final class ContentOptions {
    static final ContentDetector DETECTOR = new TikaContentDetector();

    @Option(
            names = "--content-check",
            paramLabel = "CONTENT_CHECK",
            description = "strict: pictures, PDF, text, sound and film have to be what they are declared to be;"
                    + " lenient: those that cannot be told are taken; off. strict if not given")
    private ContentCheck check = ContentCheck.STRICT;

    ContentCheck check() {
        return check;
    }
}
