package dev.orgstorage.benchmarks.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts what is measured, and measures it. */
final class HttpBenchmark {
    private final RigOptions rig;
    private final BesideOptions beside;
    private final Plan plan;
    private final Consumer<String> progress;

    /** @param progress is told what is done next */
    HttpBenchmark(RigOptions rig, BesideOptions beside, Plan plan, Consumer<String> progress) {
        this.rig = rig;
        this.beside = beside;
        this.plan = plan;
        this.progress = progress;
    }

    /** Each route, of ours and of the server beside it. */
    HttpReport once(long files) {
        try (Rig measured = start(files)) {
            Contender ours = measured.contender();
            List<Contender> contenders = Stream.concat(Stream.of(ours), beside.contender(ours).stream())
                    .toList();
            Measurement measurement = new Measurement(sampler(measured), measured.data()::forgetUploads, progress);
            return new HttpReport(conditions(measured, files), measurement.run(plan, contenders));
        }
    }

    /** Each route among so many records, one number after another. */
    ScaleReport scale(List<Long> sizes) {
        return new ScaleReport(sizes.stream().map(this::once).toList());
    }

    /** The mix for long. */
    SoakReport soak(long files, Duration length, boolean stall) {
        try (Rig measured = start(files)) {
            return new Soak(measured, sampler(measured), plan, progress)
                    .run(conditions(measured, files), length, stall);
        }
    }

    private Rig start(long files) {
        Rig started = Rig.start(rig.setting(), files, rig.fresh(), progress);
        progress.accept("the server is process " + started.serverPid());
        return started;
    }

    private static Sampler sampler(Rig measured) {
        return new Sampler(Wrk.with(measured.data().folder()));
    }

    private Conditions conditions(Rig measured, long files) {
        return Conditions.of(files, plan, measured.data().version(), rig.jvm());
    }
}
