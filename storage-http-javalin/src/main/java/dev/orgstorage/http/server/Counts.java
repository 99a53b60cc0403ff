package dev.orgstorage.http.server;

import dev.orgstorage.port.Owners.Holdings;

/** Numbers for people. */
final class Counts {
    private Counts() {}

    static String of(Holdings holdings) {
        String files = holdings.files() == 1 ? "1 file" : holdings.files() + " files";
        return files + " (" + holdings.bytes() + " bytes)";
    }
}
