package dev.orgstorage.http.server;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help of a command: first what is its own, then the settings that it shares with others. */
final class Usage {
    private static final String SETTINGS =
            "%nSettings, also taken from the environment variables named here:%n".formatted();

    private Usage() {}

    static void arrange(CommandLine command) {
        Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
        sections.put(SECTION_KEY_OPTION_LIST, Usage::options);
        command.setHelpSectionMap(sections);
    }

    private static String options(Help help) {
        List<OptionSpec> settings = settings(help.commandSpec());
        String own = help.optionListExcludingGroups(own(help.commandSpec()));
        return settings.isEmpty() ? own : own + SETTINGS + help.optionListExcludingGroups(settings);
    }

    static List<OptionSpec> own(CommandSpec command) {
        return visible(command, Predicate.not(Environment::names));
    }

    static List<OptionSpec> settings(CommandSpec command) {
        return visible(command, Environment::names);
    }

    private static List<OptionSpec> visible(CommandSpec command, Predicate<OptionSpec> which) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .filter(which)
                .toList();
    }
}
