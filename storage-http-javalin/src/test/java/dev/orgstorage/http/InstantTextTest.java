package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InstantTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "2024-02-29T23:59:59.000000001Z",
                "2026-03-04T05:06:07.1Z",
                "2026-03-04T05:06:07.010Z",
                "2026-03-04T05:06:07.000100Z",
                "1969-12-31T23:59:59.500Z",
            })
    void aTimeIsWrittenAsTheJdkWritesIt(String text) {
        isWrittenAsTheJdkDoes(Instant.parse(text));
    }

    @Test
    void soIsAnyOther() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            int unit = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[random.nextInt(4)];
            long nanos = random.nextLong(1_000_000_000 / unit) * unit;
            isWrittenAsTheJdkDoes(Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 270_000_000_000L), nanos));
        }
        isWrittenAsTheJdkDoes(Instant.MIN);
        isWrittenAsTheJdkDoes(Instant.MAX);
    }

    @Test
    void anAnswerHasTimesInThisForm() {
        assertThat(Json.write(Map.of("at", Instant.parse("2026-03-04T05:06:07.120Z"))))
                .asString()
                .isEqualTo("{\"at\":\"2026-03-04T05:06:07.120Z\"}");
    }

    private static void isWrittenAsTheJdkDoes(Instant instant) {
        assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
    }
}
