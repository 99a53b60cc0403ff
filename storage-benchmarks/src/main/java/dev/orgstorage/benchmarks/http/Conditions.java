package dev.orgstorage.benchmarks.http;

import java.util.Locale;

/**
 * What figures hold for.
 *
 * @param postgres its version
 * @param jvm options of the server's JVM
 */
record Conditions(
        long files,
        int connections,
        int rounds,
        int seconds,
        int processors,
        String postgres,
        String java,
        String jvm) {
    static Conditions of(long files, Plan plan, String postgres, String jvm) {
        return new Conditions(
                files,
                plan.connections(),
                plan.rounds(),
                plan.seconds(),
                Runtime.getRuntime().availableProcessors(),
                postgres,
                System.getProperty("java.version"),
                jvm);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d files, %d connections, medians of %d samples of %d s, %d processors, PostgreSQL %s, Java %s, %s",
                files,
                connections,
                rounds,
                seconds,
                processors,
                postgres,
                java,
                jvm.isBlank() ? "no JVM options" : jvm);
    }
}
