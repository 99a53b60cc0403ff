package dev.orgstorage.benchmarks.http;

import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.embedded.EmbeddedPostgres.Durability;
import java.nio.file.Path;

/** Which PostgreSQL keeps the records. */
sealed interface Programs {
    /** On a free port. */
    EmbeddedPostgres start(Path data);

    /** Added to the name of a folder of records, as those of one version are nothing to another. */
    String suffix();

    /** @param binaries where they are kept once unpacked */
    record Embedded(Path binaries) implements Programs {
        @Override
        public EmbeddedPostgres start(Path data) {
            return EmbeddedPostgres.start(binaries, data, 0, Durability.DURABLE);
        }

        @Override
        public String suffix() {
            return "";
        }
    }

    /** @param home the folder with {@code bin/postgres} */
    record Installed(Path home) implements Programs {
        @Override
        public EmbeddedPostgres start(Path data) {
            return EmbeddedPostgres.startInstalled(home, data, 0, Durability.DURABLE);
        }

        @Override
        public String suffix() {
            return home.toString().replace('/', '-');
        }
    }
}
