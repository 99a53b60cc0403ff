package dev.orgstorage.http.server;

import picocli.CommandLine.Option;

/** Whether there is a web page. */
final class PageOptions {
    @Option(
            names = "--page",
            paramLabel = "PAGE",
            arity = "0..1",
            fallbackValue = "true",
            description = "a web page at /; true if not given")
    private boolean page = true;

    /** For those whom the server tells apart in this way. */
    PageSettings settings(AuthSettings.Way way) {
        return new PageSettings(page, !(way instanceof AuthSettings.Tokens), null);
    }
}
