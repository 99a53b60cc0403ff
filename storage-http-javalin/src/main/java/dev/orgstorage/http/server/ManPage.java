package dev.orgstorage.http.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All that the help of all commands says, on one page in the language of man. What commands share, is said once. */
final class ManPage {
    private static final List<String> ABOUT_THEMSELVES = List.of("--help", "--version");

    private final StringBuilder page = new StringBuilder();
    private final Map<String, String> standard;

    ManPage(CommandSpec all, String version) {
        standard = all.usageMessage().exitCodeList();
        line(".TH " + all.name().toUpperCase(Locale.ROOT) + " 1 \"\" \"OrgStorage " + escaped(version) + "\"");
        // No hyphens where people copy names, and no spaces stretched to the right margin.
        line(".nh\n.ad l");
        line(".SH NAME");
        line(escaped(all.name()) + " \\- " + escaped(all.usageMessage().description()[0]));
        line(".SH SYNOPSIS");
        line(".B " + escaped(all.name()) + "\n[\\fIcommand\\fR] [\\fIoptions\\fR]");
        line(".SH DESCRIPTION");
        paragraphs(all.usageMessage().footer());
        line(".SH COMMANDS");
        List<CommandSpec> commands = all.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
        commands.forEach(this::command);
        line(".SH SETTINGS");
        paragraphs("Options of most commands, or environment variables. An option counts for more.");
        commands.stream()
                .flatMap(command -> Usage.settings(command).stream())
                .collect(Collectors.toMap(OptionSpec::longestName, option -> option, (first, same) -> first))
                .values()
                .stream()
                .sorted((one, other) -> one.paramLabel().compareTo(other.paramLabel()))
                .forEach(this::setting);
        line(".SH EXIT STATUS");
        statuses(standard);
        paragraphs("Where a command says something else by it, it is told there.");
    }

    private void command(CommandSpec command) {
        line(".SS " + escaped(command.name()));
        paragraphs(command.usageMessage().description());
        command.positionalParameters().forEach(argument -> item(escaped(argument.paramLabel()), argument));
        Usage.own(command).stream()
                .filter(option -> !ABOUT_THEMSELVES.contains(option.longestName()))
                .forEach(option -> item(bold(option.longestName()) + value(option), option));
        String settings =
                Usage.settings(command).stream().map(OptionSpec::paramLabel).collect(Collectors.joining(", "));
        if (!settings.isEmpty() && !command.name().equals("serve")) {
            paragraphs("Settings: " + settings + ".");
        }
        paragraphs(command.usageMessage().footer());
        Map<String, String> own = new LinkedHashMap<>(command.usageMessage().exitCodeList());
        own.entrySet().removeAll(standard.entrySet());
        if (!own.isEmpty()) {
            paragraphs("Exit status:");
            statuses(own);
        }
    }

    private void setting(OptionSpec option) {
        item(bold(option.paramLabel()) + ", " + bold(option.longestName()), option);
    }

    private void item(String name, ArgSpec argument) {
        line(".TP\n" + name);
        line(Stream.of(argument.description()).map(ManPage::escaped).collect(Collectors.joining("\n.br\n")));
    }

    private void statuses(Map<String, String> statuses) {
        statuses.forEach((status, meaning) -> line(".TP\n" + bold(status) + "\n" + escaped(meaning)));
    }

    private void paragraphs(String... paragraphs) {
        for (String paragraph : paragraphs) {
            paragraph
                    .formatted()
                    .lines()
                    .filter(text -> !text.isBlank())
                    .forEach(text -> line(".PP\n" + escaped(text)));
        }
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "" : (option.arity().min() == 0 ? " " : "=") + italic(option.paramLabel());
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** As text, whatever is in it; a point or an apostrophe at its beginning would be a command. */
    private static String escaped(String text) {
        return "\\&"
                + Ansi.OFF.string(text).replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
