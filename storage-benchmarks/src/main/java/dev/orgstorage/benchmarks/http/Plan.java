package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.Wrk.Load;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param seconds of each sample
 * @param warmUp seconds for each contender, shared among the routes, before anything counts
 * @param one whether routes are also asked by one connection alone
 */
record Plan(Set<Route> routes, int connections, int rounds, int seconds, int warmUp, boolean one) {
    Load load() {
        return new Load(connections, seconds);
    }

    Load alone() {
        return new Load(1, seconds);
    }

    /** For each route a second at least, so that whatever is wrong with it shows. */
    Load warmingUp() {
        return new Load(connections, Math.max(1, warmUp / routes.size()));
    }
}
