package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.PackagedServer.Bucket;
import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedBucket.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The server with its data and its bucket, ready to be asked. */
final class Rig implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Dataset data;
    private final StallingProxy road;
    private final PackagedServer server;
    private final Contender contender;

    /**
     * What it takes.
     *
     * @param home for all data of benchmarks
     * @param jwtSecret of the tokens
     * @param jvm options of the server's JVM
     */
    record Setting(Path home, Programs programs, String jwtSecret, List<String> jvm) {}

    private Rig(Setting setting, long files, boolean fresh, Consumer<String> progress) {
        try {
            data = started(Dataset.open(setting.home, setting.programs, files, fresh, progress));
            Credentials keys = Credentials.random();
            EmbeddedBucket bucket = started(EmbeddedBucket.start(data.folder().resolve("bucket"), 0, List.of(), keys));
            road = started(StallingProxy.to(bucket.port()));
            progress.accept("starting the server");
            server = started(PackagedServer.start(
                    data.login(),
                    new Bucket(
                            URI.create("http://127.0.0.1:" + road.port()),
                            bucket.bucket(),
                            keys.accessKey(),
                            keys.secretKey()),
                    setting.jwtSecret,
                    setting.jvm,
                    data.folder().resolve("server.log")));
            contender = new Contender(
                    Contender.OURS,
                    server.address(),
                    new Resource("orgstorage.lua").copiedTo(data.folder()),
                    targets(new Tokens(setting.jwtSecret), files),
                    server.processes(),
                    data.processes());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Rig start(Setting setting, long files, boolean fresh, Consumer<String> progress) {
        return new Rig(setting, files, fresh, progress);
    }

    private Path targets(Tokens tokens, long files) {
        Target largest = data.targets().stream()
                .filter(target -> target.kind().equals(Target.LARGEST))
                .findFirst()
                .orElseThrow();
        String cursor =
                FarPage.of(server.address(), tokens.of(largest), files / 10).cursor();
        return TargetFile.write(data.folder().resolve("targets.tsv"), data.targets(), tokens, cursor);
    }

    Contender contender() {
        return contender;
    }

    Dataset data() {
        return data;
    }

    /** The road from the server to the bucket. */
    StallingProxy road() {
        return road;
    }

    long serverPid() {
        return server.pid();
    }

    private <T extends AutoCloseable> T started(T one) {
        started.push(one);
        return one;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new CannotMeasure("Something does not stop", e);
            }
        }
    }
}
