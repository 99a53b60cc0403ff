package dev.orgstorage.benchmarks.http;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A server that is measured.
 *
 * @param profile its shapes of requests
 * @param targets for whom and for what they are sent
 * @param server its processes
 * @param database those of its database; null if they are not known
 */
record Contender(
        String name,
        URI address,
        Path profile,
        Path targets,
        ProcessTree server,
        @Nullable ProcessTree database) {
    static final String OURS = "orgstorage";
    static final String OTHER = "beside";

    boolean isOurs() {
        return name.equals(OURS);
    }
}
