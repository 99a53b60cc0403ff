package dev.orgstorage.http.server;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the embedded mode keeps everything. */
final class HomeOptions {
    @Option(
            names = "--home",
            paramLabel = "ORGSTORAGE_HOME",
            description = "folder of the embedded mode; .orgstorage if not given")
    private Path home = Path.of(".orgstorage");

    Home home() {
        return new Home(home.toAbsolutePath().normalize());
    }
}
