package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

class CommandLineTest {
    private static final Path README = Path.of(System.getProperty("orgstorage.root"), "README.md");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<CommandLine> commands() {
        CommandLine all = OrgStorage.commandLine(Map.of(), new OrgStorage());
        return Stream.concat(Stream.of(all), all.getSubcommands().values().stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpFitsATerminalAndTellsEachExitStatus(CommandLine command) {
        String help = command.getUsageMessage(Ansi.OFF);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help).containsPattern("Exit status:\n +0 .*\n(.*\n)* +1 .*\n(.*\n)* +2 +wrong usage");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsDescribedAndNoneIsLeftOut(CommandLine command) {
        String help = command.getUsageMessage(Ansi.OFF);
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertThat(help).contains(option.longestName());
            assertThat(option.description())
                    .as(option.longestName())
                    .isNotEmpty()
                    .doesNotContain("");
        }
    }

    @Test
    void theReadmeTellsTheSameExitStatuses() throws IOException {
        String readme = Files.readString(README).replaceAll("\\s+", " ");
        commands()
                .findFirst()
                .orElseThrow()
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .forEach((status, meaning) -> assertThat(readme).contains("`" + status + "` " + meaning));
    }

    @Test
    void wrongUsageExitsWithTwoAndPrintsNothingToStandardOutput() {
        for (List<String> wrong : List.of(
                List.of("nonsense"),
                List.of("sweep", "--nonsense"),
                List.of("serve", "--port", "many"),
                List.of("serve", "--port", "65536"),
                List.of("serve", "--port", "-1"),
                List.of("serve", "--host", "192.0.2.1"),
                List.of("token"),
                List.of("migrate", "--json"))) {
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString()).contains("--help");
        }
    }

    @Test
    void whatFailsExitsWithOneAndPrintsNothingToStandardOutput() {
        assertThat(run("migrate", "--json", "--database-url", "jdbc:postgresql://127.0.0.1:1/none"))
                .isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("127.0.0.1:1");
    }

    @Test
    void theManPageNamesEverythingAndManReadsItWithoutAWarning(@TempDir Path folder) throws Exception {
        assertThat(run("man")).isZero();
        String plain = out.toString().replace("\\&", "").replace("\\-", "-").replaceAll("\\\\f[BIR]", "");
        assertThat(plain.lines()).allSatisfy(line -> assertThat(line).doesNotStartWith("'"));
        commands().skip(1).forEach(command -> {
            assertThat(plain).contains(".SS " + command.getCommandName() + "\n");
            command.getCommandSpec().options().stream()
                    .filter(option -> !List.of("--help", "--version").contains(option.longestName()))
                    .forEach(option -> assertThat(plain).contains(option.longestName()));
        });
        Tools.require("groff");
        Path page = Files.writeString(folder.resolve("orgstorage.1"), out.toString());
        assertThat(said(folder, "groff", "-man", "-ww", "-Tutf8", "-P-cbou", page.toString()))
                .doesNotContain(": warning:", ": error:")
                .contains("NAME", "SETTINGS", "EXIT STATUS", "tenants/{organization}/files/{name}");
    }

    @Test
    void bashCompletesCommandsAndOptions(@TempDir Path folder) throws Exception {
        assertThat(run("completion")).isZero();
        Tools.require("bash");
        Files.writeString(folder.resolve("completion"), out.toString());
        assertThat(completed(folder, "orgstorage", "")).contains("serve", "doctor", "erase-user", "completion");
        assertThat(completed(folder, "orgstorage", "re")).containsExactly("reconcile");
        assertThat(completed(folder, "orgstorage", "doctor", "--js")).containsExactly("--json");
        assertThat(completed(folder, "./run", "sweep", "--r2-b")).containsExactly("--r2-bucket");
    }

    /** What bash offers, by the function that it has registered for the program. */
    private static List<String> completed(Path folder, String... words) throws Exception {
        String script = """
                source ./completion
                complete -F _complete_orgstorage -o default ./run
                registered=$(complete -p "$1")
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*"
                COMP_POINT=${#COMP_LINE}
                [[ $registered =~ -F\\ ([a-z_]+) ]]
                "${BASH_REMATCH[1]}" "$1" "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        String[] command = Stream.concat(Stream.of("bash", "--norc", "-c", script, "bash"), Stream.of(words))
                .toArray(String[]::new);
        return said(folder, command).lines().map(String::strip).toList();
    }

    private static String said(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private int run(String... command) {
        Stream.of(out, err).forEach(text -> text.getBuffer().setLength(0));
        return OrgStorage.commandLine(Map.of(), new OrgStorage())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command);
    }
}
