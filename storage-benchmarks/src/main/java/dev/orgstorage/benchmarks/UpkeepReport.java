package dev.orgstorage.benchmarks;

import dev.orgstorage.benchmarks.Bystander.Wait;
import dev.orgstorage.benchmarks.Findings.Score;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param residentPeak in MiB, of the JVM alone; null where the system does not tell
 * @param faults what went otherwise than it should; empty if nothing did
 */
record UpkeepReport(
        int files,
        int processors,
        long heapLimit,
        List<Step> steps,
        List<Score> differences,
        List<Wait> before,
        List<Wait> meanwhile,
        @Nullable Long residentPeak,
        List<String> faults) {

    /** @param heapPeak in MiB, garbage included */
    record Step(String step, long count, String unit, double seconds, long heapPeak) {
        double perSecond() {
            return count / seconds;
        }
    }

    String table() {
        Formatter text = new Formatter(new StringBuilder(), Locale.ROOT);
        text.format("%,d files on %d processors, heap of at most %d MiB\n", files, processors, heapLimit);
        text.format("\n%-28s %10s %-12s %9s %10s %10s\n", "step", "", "", "seconds", "per second", "heap MiB");
        steps.forEach(step -> print(text, step));
        text.format("\n%-28s %10s %10s\n", "difference", "planted", "found");
        differences.forEach(score -> print(text, score));
        text.format("\n%-28s %10s %10s %10s\n", "others meanwhile, in ms", "calls", "median", "99 %");
        before.forEach(wait -> print(text, wait, "before"));
        meanwhile.forEach(wait -> print(text, wait, "erasing"));
        text.format("\nMost memory resident: %s\n", residentPeak == null ? "unknown" : residentPeak + " MiB");
        text.format(faults.isEmpty() ? "Exactly what was planted was found.\n" : "WRONG:\n");
        faults.forEach(fault -> text.format("  %s\n", fault));
        return text.toString();
    }

    private static void print(Formatter text, Step step) {
        text.format("%-28s %,10d %-12s", step.step(), step.count(), step.unit());
        text.format(" %9.1f %,10.0f %10d\n", step.seconds(), step.perSecond(), step.heapPeak());
    }

    private static void print(Formatter text, Score score) {
        text.format("%-28s %,10d %,10d\n", score.difference(), score.planted(), score.found());
    }

    private static void print(Formatter text, Wait wait, String when) {
        String call = wait.call() + ", " + when;
        text.format("%-28s %,10d %10.2f %10.2f\n", call, wait.calls(), wait.median(), wait.p99());
    }
}
