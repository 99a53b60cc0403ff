package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleTest {
    @Test
    void eachValueIsTheMedianOfItsOwnAndErrorsAddUp() {
        Sample median = Sample.median(List.of(
                new Sample(100, 3, 30, 0.5, 0.1, 300, 1, 0.5),
                new Sample(300, 1, 90, 0.3, 0.3, 100, 0, 0.1),
                new Sample(200, 2, 60, 0.1, 0.2, 200, 2, 0.9)));
        assertThat(median).isEqualTo(new Sample(200, 2, 60, 0.3, 0.2, 200, 3, 0.5));
    }

    @Test
    void ofAnEvenNumberItIsBetweenTheTwoInTheMiddle() {
        Sample median = Sample.median(
                List.of(new Sample(100, 3, 30, 0.5, null, 300, 0, 0), new Sample(300, 1, 90, 0.25, null, 100, 0, 0)));
        assertThat(median.perSecond()).isEqualTo(200);
        assertThat(median.database()).isNull();
        assertThat(median.cpu()).isEqualTo(0.375);
    }
}
