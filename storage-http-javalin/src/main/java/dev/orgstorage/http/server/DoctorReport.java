package dev.orgstorage.http.server;

import dev.orgstorage.http.server.Diagnosis.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** What the doctor finds, for people: a line each, and under it what to do. In colour where the terminal has it. */
final class DoctorReport {
    private static final int VERDICT_WIDTH = 9;
    private static final int CHECK_WIDTH = 26;
    private static final int SAYS_WIDTH = 70;
    private static final int REMEDY_WIDTH = SAYS_WIDTH + CHECK_WIDTH;
    private static final String MARGIN = "  ";
    private static final Map<Verdict, String> STYLES = Map.of(
            Verdict.OK, "green", Verdict.WARNING, "yellow", Verdict.FAILED, "bold,red", Verdict.SKIPPED, "faint");

    private final PrintWriter out;
    private final Ansi ansi;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private String part = "";

    DoctorReport(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void tell(Diagnosis diagnosis) {
        if (!diagnosis.part().equals(part)) {
            part = diagnosis.part();
            out.println();
            out.println(part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        counts.merge(diagnosis.verdict(), 1, Integer::sum);
        String begin = MARGIN + styled(diagnosis.verdict()) + padded(diagnosis.check(), CHECK_WIDTH);
        for (String line : wrapped(diagnosis.says(), SAYS_WIDTH)) {
            out.println(begin + line);
            begin = MARGIN + padded("", VERDICT_WIDTH + CHECK_WIDTH);
        }
        if (diagnosis.remedy() != null) {
            tellRemedy(diagnosis.remedy());
        }
        out.flush();
    }

    private void tellRemedy(String remedy) {
        String mark = "-> ";
        for (String line : remedy.lines()
                .flatMap(line -> wrapped(line, REMEDY_WIDTH).stream())
                .toList()) {
            out.println(MARGIN + padded("", VERDICT_WIDTH) + mark + line);
            mark = "   ";
        }
    }

    /** How many there were of each kind. */
    void end() {
        List<String> sums = new ArrayList<>();
        counts.forEach((verdict, count) ->
                sums.add(count + " " + verdict + (verdict == Verdict.WARNING && count > 1 ? "s" : "")));
        out.println();
        out.println(String.join(", ", sums));
        out.flush();
    }

    private String styled(Verdict verdict) {
        return ansi.string("@|" + STYLES.get(verdict) + " " + verdict + "|@")
                + padded("", VERDICT_WIDTH - verdict.toString().length());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(text.isEmpty() ? 0 : 1, width - text.length()));
    }

    /** Broken at spaces, and indented as it was. */
    private static List<String> wrapped(String text, int width) {
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width && rest.lastIndexOf(' ', width) > indent.length()) {
            int space = rest.lastIndexOf(' ', width);
            lines.add(rest.substring(0, space));
            rest = indent + rest.substring(space + 1);
        }
        lines.add(rest);
        return lines;
    }
}
