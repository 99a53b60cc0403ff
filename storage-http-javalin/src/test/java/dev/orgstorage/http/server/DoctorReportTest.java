package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.Diagnosis.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class DoctorReportTest {
    private final StringWriter text = new StringWriter();

    @Test
    void eachFindingIsALineAndWhatToDoStandsBelow() {
        tell(Ansi.OFF);
        assertThat(text.toString()).isEqualTo("""

                        Database
                          ok       connection                answers
                          failed   migrations                2 missing
                                   -> run orgstorage migrate first

                        Browsers
                          warning  https://app.example.com   one reason; another reason that is rather long; a third one, so that
                                                             the line is full
                                   -> set:
                                      {
                                        "key": "value"
                                      }
                          skipped  all the rest              needs more

                        1 ok, 1 warning, 1 failed, 1 skipped
                        """);
    }

    @Test
    void onATerminalTheVerdictsAreInColour() {
        tell(Ansi.ON);
        assertThat(text.toString()).contains("\u001B[32mok\u001B[39m").contains("failed\u001B");
    }

    private void tell(Ansi ansi) {
        DoctorReport report = new DoctorReport(new PrintWriter(text), ansi);
        report.tell(new Diagnosis("database", "connection", Verdict.OK, "answers", null));
        report.tell(
                new Diagnosis("database", "migrations", Verdict.FAILED, "2 missing", "run orgstorage migrate first"));
        report.tell(new Diagnosis(
                "browsers",
                "https://app.example.com",
                Verdict.WARNING,
                "one reason; another reason that is rather long; a third one, so that the line is full",
                "set:\n{\n  \"key\": \"value\"\n}"));
        report.tell(new Diagnosis("browsers", "all the rest", Verdict.SKIPPED, "needs more", null));
        report.end();
    }
}
