package dev.orgstorage.benchmarks.http;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of wrk saw.
 *
 * @param micros how long it took
 * @param bytes of all answers
 * @param p50 in microseconds, as are p99 and longest
 * @param refused answers of 400 and above
 * @param broken connections refused or cut off, and answers that did not come
 */
record WrkResult(long requests, long micros, long bytes, long p50, long p99, long longest, long refused, long broken) {
    private static final String BEGINNING = "{\"requests\":";
    private static final double MICROS_PER_SECOND = 1e6;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** @throws CannotMeasure if our line is not in it */
    static WrkResult in(String output) {
        String line = output.lines()
                .filter(one -> one.startsWith(BEGINNING))
                .findFirst()
                .orElseThrow(() -> new CannotMeasure("wrk said nothing of what it saw:\n" + output));
        try {
            return JSON.readValue(line, WrkResult.class);
        } catch (JacksonException e) {
            throw new CannotMeasure("wrk said something else of what it saw: " + line, e);
        }
    }

    double perSecond() {
        return requests * MICROS_PER_SECOND / micros;
    }

    long errors() {
        return refused + broken;
    }
}
