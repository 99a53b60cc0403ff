package dev.orgstorage.benchmarks.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Another server that is measured in the same run. */
final class BesideOptions {
    @Option(names = "--beside", paramLabel = "URL", description = "measures another server in turn with ours")
    private @Nullable URI address;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "its shapes of requests, a Lua file like orgstorage.lua; what it lacks is not measured")
    private @Nullable Path profile;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description =
                    "for whom and for what it is asked, in lines of kind, token, key, id, name, type; ours if not given")
    private @Nullable Path targets;

    @Option(
            names = "--pid",
            paramLabel = "NUMBER",
            description = "its process, to which all that descend from it count")
    private long pid;

    @Option(names = "--database-pid", paramLabel = "NUMBER", description = "its database's, if that is to be counted")
    private long databasePid;

    boolean given() {
        return address != null;
    }

    /** @param faults takes what is wrong with them */
    void check(List<String> faults) {
        if (address != null && (profile == null || pid == 0)) {
            faults.add("--beside needs --profile and --pid");
        } else if (address == null && (profile != null || targets != null || pid != 0 || databasePid != 0)) {
            faults.add("--profile, --targets, --pid and --database-pid are of the server that --beside names");
        } else if (address != null && !ProcessTree.of(pid).isAlive()) {
            faults.add("--pid: there is no process " + pid);
        } else if (databasePid != 0 && !ProcessTree.of(databasePid).isAlive()) {
            faults.add("--database-pid: there is no process " + databasePid);
        }
    }

    /**
     * Empty if there is none.
     *
     * @param ours whose targets are taken where no others are given
     */
    Optional<Contender> contender(Contender ours) {
        return Optional.ofNullable(address)
                .map(url -> new Contender(
                        Contender.OTHER,
                        url,
                        Objects.requireNonNull(profile).toAbsolutePath(),
                        targets == null ? ours.targets() : targets.toAbsolutePath(),
                        ProcessTree.of(pid),
                        databasePid == 0 ? null : ProcessTree.of(databasePid)));
    }
}
