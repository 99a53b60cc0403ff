package dev.orgstorage.benchmarks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left of a JVM's heap when it has collected its garbage, whichever collector it has. */
final class LiveHeap {
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)$", Pattern.MULTILINE);
    private static final double BYTES_PER_MIB = 1 << 20;

    private LiveHeap() {}

    /** In MiB. Collects the whole heap, which takes the other JVM a moment. */
    static double of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            return inHistogram(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CannotMeasure("jcmd, which comes with a JDK, could not be run: " + jcmd, e);
        }
    }

    static double inHistogram(String text) {
        Matcher total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new CannotMeasure("jcmd said nothing of the heap:\n" + text);
        }
        return Long.parseLong(total.group(1)) / BYTES_PER_MIB;
    }
}
