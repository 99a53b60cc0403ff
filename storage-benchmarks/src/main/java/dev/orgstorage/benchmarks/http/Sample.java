package dev.orgstorage.benchmarks.http;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What some seconds of a route were like; or, value by value, the medians of several such samples.
 *
 * @param p50 in milliseconds, as are all but the first and the last three
 * @param server CPU time a request
 * @param database CPU time a request; null where its processes are not known
 * @param resident MiB of the server's processes
 * @param errors answers of 400 and above, and those that did not come; of several samples, all of them
 * @param elsewhere cores that were busy with something else meanwhile
 */
record Sample(
        double perSecond,
        double p50,
        double p99,
        double server,
        @Nullable Double database,
        double resident,
        long errors,
        double elsewhere) {
    /** Of at least one. */
    static Sample median(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::perSecond),
                median(samples, Sample::p50),
                median(samples, Sample::p99),
                median(samples, Sample::server),
                samples.getFirst().database == null
                        ? null
                        : median(samples, sample -> Objects.requireNonNull(sample.database)),
                median(samples, Sample::resident),
                samples.stream().mapToLong(Sample::errors).sum(),
                median(samples, Sample::elsewhere));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** CPU time a request, of all that is known. */
    double cpu() {
        return server + (database == null ? 0 : database);
    }
}
