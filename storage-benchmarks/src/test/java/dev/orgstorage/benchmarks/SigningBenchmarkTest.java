package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SigningBenchmarkTest {
    private static final String OF_THE_MOMENT = "X-Amz-(Date|Signature)=[^&]+";

    @Test
    void bothSignTheSame() {
        SigningBenchmark benchmark = new SigningBenchmark();
        assertThat(parts(benchmark.upload().url().toString()))
                .isEqualTo(parts(benchmark.uploadBySdk().url().toString()));
        assertThat(parts(benchmark.download().url().toString()))
                .isEqualTo(parts(benchmark.downloadBySdk().url().toString()));
        assertThat(benchmark.downloadOfUnicodeName().url().toString()).contains("Lebenslauf");
        benchmark.close();
    }

    private static Set<String> parts(String url) {
        return Arrays.stream(url.replaceAll(OF_THE_MOMENT, "").split("[?&]")).collect(Collectors.toSet());
    }
}
