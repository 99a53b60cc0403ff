package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class AgesTest {
    private final Ages age = new Ages();

    @Test
    void itIsReadAsPeopleWriteItAndAsIso8601Does() {
        assertThat(age.convert("90m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(age.convert("24h")).isEqualTo(Duration.ofHours(24));
        assertThat(age.convert("7d")).isEqualTo(Duration.ofDays(7));
        assertThat(age.convert("6h10m")).isEqualTo(Duration.ofMinutes(370));
        assertThat(age.convert("PT36H")).isEqualTo(Duration.ofHours(36));
        assertThat(age.convert("P2DT3H")).isEqualTo(Duration.ofHours(51));
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : List.of("", "24", "h", "24 h", "1w", "1.5h", "٢٤h", "tomorrow")) {
            assertThatThrownBy(() -> age.convert(text))
                    .as("\"%s\"", text)
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("'" + text + "'");
        }
    }
}
