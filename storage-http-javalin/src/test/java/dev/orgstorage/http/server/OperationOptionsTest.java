package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.RealServer.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OperationOptionsTest {
    @Test
    void withoutSettingsAnybodyMayScrapeAndNothingIsSentAnywhere() {
        OperationOptions options = options(Map.of());
        assertThat(options.settings(new Missing())).isEqualTo(OperationSettings.STANDARD);
        try (Telemetry telemetry = options.telemetry()) {
            assertThat(telemetry.meters().measure()).isTrue();
            assertThat(telemetry.tracing().sends()).isFalse();
        }
    }

    @Test
    void everySettingCounts() {
        OperationOptions options = options(Map.of(
                "METRICS", "false",
                "METRICS_TOKEN", "sixteen letters!",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
                "SHUTDOWN_DELAY", "7"));
        assertThat(options.settings(new Missing()))
                .isEqualTo(new OperationSettings("sixteen letters!", Duration.ofSeconds(7)));
        try (Telemetry telemetry = options.telemetry()) {
            assertThat(telemetry.meters().measure()).isFalse();
            assertThat(telemetry.tracing().sends()).isTrue();
        }
    }

    @Test
    void whatIsWrongIsNamedAllAtOnceAndTheTokenIsNotRepeated(@TempDir Path home) {
        Map<String, String> wrong =
                Map.of("METRICS_TOKEN", "short", "SHUTDOWN_DELAY", "-1", "ORGSTORAGE_HOME", home.toString());
        Told told = RealServer.run(wrong, "serve");
        assertThat(told.status()).isEqualTo(2);
        assertThat(told.text())
                .contains("METRICS_TOKEN has less than 16 characters", "SHUTDOWN_DELAY is below 0")
                .doesNotContain("short");
    }

    private static OperationOptions options(Map<String, String> environment) {
        Holder holder = new Holder();
        CommandLine command = OrgStorage.commandLine(environment, holder);
        command.parseArgs();
        return holder.options;
    }

    @Command
    private static final class Holder {
        @Mixin
        private OperationOptions options = new OperationOptions();
    }
}
