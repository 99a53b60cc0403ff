package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5L << 30, (1L << 53) - 1})
    void aSizeIsAnythingThatJsonKeepsExactly(long size) {
        assertThat(new Content(MediaType.BYTES, size).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 53, Long.MAX_VALUE})
    void aSizeBelowOrBeyondIsRefused(long size) {
        Refused.asInvalid("fileSize", () -> new Content(MediaType.BYTES, size));
    }

    @Test
    void aChecksumNeedNotBePromised() {
        assertThat(new Content(MediaType.BYTES, 1).checksum()).isNull();
    }
}
