package dev.orgstorage.http.server;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What a command ends with, the same for all of them; some have more to say by it. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FAILED = 1;

    /** It was done, and there is something for somebody to look at. */
    static final int SOMETHING_LEFT = 3;

    private static final Map<String, String> STANDARD = Map.of(
            "0", "done",
            "1", "something failed; what, is on standard error",
            "2", "wrong usage, or a setting is missing or wrong; nothing was done");

    private ExitStatus() {}

    /** Has the help of every command tell them: those that it names itself in its own words, the others in ours. */
    static void explain(CommandLine command) {
        UsageMessageSpec help = command.getCommandSpec().usageMessage();
        Map<String, String> all = new LinkedHashMap<>();
        STANDARD.keySet().stream().sorted().forEach(status -> all.put(status, STANDARD.get(status)));
        all.putAll(help.exitCodeList());
        help.exitCodeListHeading("%nExit status:%n").exitCodeList(all);
        command.getSubcommands().values().forEach(ExitStatus::explain);
    }
}
