package dev.orgstorage.http.server;

import dev.orgstorage.domain.DownloadCheck;
import picocli.CommandLine.Option;

/** Which files are looked at once more before they are served. */
final class DownloadOptions {
    @Option(
            names = "--verify-downloads",
            paramLabel = "VERIFY_DOWNLOADS",
            description = "fresh: an object is looked at before its download is signed, for six hours after its upload;"
                    + " always: however old it is. fresh if not given")
    private DownloadCheck check = DownloadCheck.FRESH;

    DownloadCheck check() {
        return check;
    }
}
