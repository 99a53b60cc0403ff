package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.SoakReport.Minute;
import dev.orgstorage.benchmarks.http.Wrk.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The mix for long, at four fifths of what the server can do: whether it stays as it was. */
final class Soak {
    private static final double PART = 0.8;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final List<Route> OTHERS = List.of(Route.LIST_PERSONAL, Route.DOWNLOAD);

    private final Rig rig;
    private final Sampler sampler;
    private final Plan plan;
    private final Consumer<String> progress;

    Soak(Rig rig, Sampler sampler, Plan plan, Consumer<String> progress) {
        this.rig = rig;
        this.sampler = sampler;
        this.plan = plan;
        this.progress = progress;
    }

    /** @param stall whether the bucket stops answering meanwhile */
    SoakReport run(Conditions conditions, Duration length, boolean stall) {
        progress.accept("warming up");
        take(Route.MIX, new Load(plan.connections(), Math.max(1, plan.warmUp())));
        double rate = PART * median(Route.MIX).perSecond();
        rig.data().forgetUploads();
        Map<Route, Sample> before = stall ? others() : Map.of();
        if (stall) {
            progress.accept("the bucket stops answering");
            rig.road().stall();
        }
        List<Minute> minutes = minutes(rate, length);
        return new SoakReport(conditions, rate, stall, minutes, before, stall ? others() : Map.of());
    }

    private List<Minute> minutes(double rate, Duration length) {
        List<Minute> minutes = new ArrayList<>();
        for (long left = length.toSeconds(); left > 0; left -= SECONDS_PER_MINUTE) {
            int number = minutes.size() + 1;
            progress.accept("minute " + number);
            int seconds = (int) Math.min(left, SECONDS_PER_MINUTE);
            Sample sample = take(Route.MIX, new Load(plan.connections(), seconds, rate));
            minutes.add(new Minute(
                    number,
                    sample,
                    LiveHeap.of(rig.serverPid()),
                    rig.data().connections(),
                    rig.contender().server().descriptors()));
        }
        return minutes;
    }

    private Map<Route, Sample> others() {
        Map<Route, Sample> samples = new EnumMap<>(Route.class);
        OTHERS.forEach(route -> {
            progress.accept(route.title());
            samples.put(route, median(route));
        });
        return samples;
    }

    private Sample median(Route route) {
        return Sample.median(IntStream.range(0, plan.rounds())
                .mapToObj(round -> take(route, plan.load()))
                .toList());
    }

    private Sample take(Route route, Load load) {
        return sampler.take(rig.contender(), route, load).orElseThrow();
    }
}
