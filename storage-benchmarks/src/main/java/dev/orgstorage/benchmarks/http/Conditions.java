package dev.orgstorage.benchmarks.http;

import java.util.Locale;

/**
 * What figures hold for.
 *
 * @param jvm options of the server's JVM
 */
record Conditions(long files, int connections, int rounds, int seconds, int processors, String java, String jvm) {
    static Conditions of(long files, Plan plan, String jvm) {
        return new Conditions(
                files,
                plan.connections(),
                plan.rounds(),
                plan.seconds(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                jvm);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d files, %d connections, medians of %d samples of %d s, %d processors, Java %s, %s",
                files,
                connections,
                rounds,
                seconds,
                processors,
                java,
                jvm.isBlank() ? "no JVM options" : jvm);
    }
}
