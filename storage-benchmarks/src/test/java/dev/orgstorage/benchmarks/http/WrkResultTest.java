package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WrkResultTest {
    private static final String OUTPUT = """
            Running 2s test @ http://127.0.0.1:8080
              1 threads and 32 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency    12.40ms   10.11ms  95.35ms   88.17%
            5000 requests in 2.00s, 9.54MB read

            {"requests":5000,"micros":2500000,"bytes":10000000,"p50":12000,"p99":58000,"longest":95350,"refused":3,"broken":4}
            """;

    @Test
    void ourLineIsFoundInWhatWrkSays() {
        WrkResult result = WrkResult.in(OUTPUT);
        assertThat(result).isEqualTo(new WrkResult(5000, 2_500_000, 10_000_000, 12_000, 58_000, 95_350, 3, 4));
        assertThat(result.perSecond()).isEqualTo(2000);
        assertThat(result.errors()).isEqualTo(7);
    }

    @Test
    void whatWrkSaysInsteadIsNotLost() {
        assertThatThrownBy(() -> WrkResult.in("unable to connect to 127.0.0.1:1 Connection refused"))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContaining("Connection refused");
    }

    @Test
    void aLineThatLacksANumberIsRefused() {
        assertThatThrownBy(() -> WrkResult.in("{\"requests\":5000,\"micros\":2500000}"))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContaining("\"micros\":2500000");
    }
}
