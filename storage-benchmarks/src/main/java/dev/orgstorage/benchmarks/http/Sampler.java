package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.Wrk.Load;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes samples: has wrk ask for some seconds, and sees what that took of the machine. */
final class Sampler {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double KIB_PER_MIB = 1 << 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final int LONGEST = 60;

    private final Wrk wrk;

    /** CPU seconds that were used so far. */
    private record Used(double server, double database, double here, double all, double at) {
        static Used by(Contender contender) {
            @Nullable ProcessTree database = contender.database();
            return new Used(
                    contender.server().cpuSeconds(),
                    database == null ? 0 : database.cpuSeconds(),
                    Machine.cpuSecondsHere(),
                    Machine.busySeconds(),
                    System.nanoTime() / NANOS_PER_SECOND);
        }

        Used since(Used before) {
            return new Used(
                    server - before.server,
                    database - before.database,
                    here - before.here,
                    all - before.all,
                    at - before.at);
        }

        double elsewhere() {
            return Math.max(0, all - server - database - here) / at;
        }
    }

    Sampler(Wrk wrk) {
        this.wrk = wrk;
    }

    /** Empty if the contender does not offer the route. Takes longer where not one answer comes in time. */
    Optional<Sample> take(Contender contender, Route route, Load load) {
        Used before = Used.by(contender);
        Optional<WrkResult> answered = wrk.run(contender, route, load);
        requireAlive(contender);
        Machine.awaitRest(contender);
        if (answered.isEmpty()) {
            return Optional.empty();
        }
        WrkResult result = answered.get();
        return result.requests() == 0 && load.seconds() < LONGEST
                ? take(contender, route, load.longer())
                : Optional.of(sample(result, Used.by(contender).since(before), contender));
    }

    private static void requireAlive(Contender contender) {
        if (!contender.server().isAlive()) {
            throw new CannotMeasure("The server " + contender.name() + " has ended; its log should say why");
        }
    }

    private static Sample sample(WrkResult result, Used used, Contender contender) {
        double requests = Math.max(1, result.requests());
        return new Sample(
                result.perSecond(),
                result.p50() / MICROS_PER_MILLI,
                result.p99() / MICROS_PER_MILLI,
                used.server * MILLIS_PER_SECOND / requests,
                contender.database() == null ? null : used.database * MILLIS_PER_SECOND / requests,
                contender.server().residentKibibytes() / KIB_PER_MIB,
                result.errors(),
                used.elsewhere());
    }
}
