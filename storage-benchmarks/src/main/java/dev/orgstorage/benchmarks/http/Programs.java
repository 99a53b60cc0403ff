package dev.orgstorage.benchmarks.http;

import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.embedded.EmbeddedPostgres.Durability;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Which PostgreSQL keeps the records.
 *
 * @param suffix added to the name of a folder of records, as those of one version are nothing to another
 * @param start starts it on a data folder and a free port
 */
record Programs(String suffix, Function<Path, EmbeddedPostgres> start) {
    /** @param binaries where they are kept once unpacked */
    static Programs embedded(Path binaries) {
        return new Programs("", data -> EmbeddedPostgres.start(binaries, data, 0, Durability.DURABLE));
    }

    /** @param home the folder with {@code bin/postgres} */
    static Programs installed(Path home) {
        return new Programs(
                home.toString().replace('/', '-'),
                data -> EmbeddedPostgres.startInstalled(home, data, 0, Durability.DURABLE));
    }
}
