package dev.orgstorage.http.server;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = OrgStorage.Version.class,
        description = {
            "Prints a script that lets bash or zsh complete commands and options.",
            "source <(orgstorage completion) takes it into a shell."
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine all = Objects.requireNonNull(spec).root().commandLine();
        all.getOut().println(inPlainDigits(() -> AutoComplete.bash(all.getCommandName(), all)));
        return ExitStatus.DONE;
    }

    /** Picocli numbers the script's variables in the digits of the user's language, which bash does not take everywhere. */
    private static String inPlainDigits(Supplier<String> script) {
        Locale users = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            return script.get();
        } finally {
            Locale.setDefault(users);
        }
    }
}
