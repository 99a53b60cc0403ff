package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MachineTest {
    @Test
    void timeInWhichNothingRanIsNotBusy() {
        String line = "cpu  100 20 30 999999 888888 4 5 6 7777 0";
        assertThat(Machine.busySeconds(line)).isEqualTo(1.65, within(1e-9));
    }
}
