package dev.orgstorage.http.server;

import dev.orgstorage.usecase.Sweep.Swept;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Sweeps once: removes the objects of deleted files, settles uploads whose URL has expired.",
            "Every server does so by itself every few seconds."
        },
        exitCodeList = "1:something is left to be tried again, or failed",
        footer = "%nThe JSON object has objectsRemoved, uploadsFound, uploadsGivenUp and leftForLater.")
final class SweepCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private BackendOptions backendOptions = new BackendOptions();

    @Mixin
    private ContentOptions content = new ContentOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        try (Backends backends = backendOptions.open(command)) {
            Swept swept = backends.sweep(content.check()).once();
            report.say("Objects removed: " + swept.removed() + ", uploads found: " + swept.ready()
                    + ", uploads given up: " + swept.abandoned() + ", left for later: " + swept.failed());
            report.end(new Report(swept.removed(), swept.ready(), swept.abandoned(), swept.failed()));
            return swept.failed() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
        }
    }

    private record Report(int objectsRemoved, int uploadsFound, int uploadsGivenUp, int leftForLater) {}
}
