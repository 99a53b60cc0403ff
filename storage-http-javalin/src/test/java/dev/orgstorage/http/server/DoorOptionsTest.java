package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.server.DoorSettings.Crowd;
import dev.orgstorage.http.server.DoorSettings.Patience;
import dev.orgstorage.http.server.DoorSettings.Rates;
import dev.orgstorage.http.server.RealServer.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class DoorOptionsTest {
    @Test
    void withoutSettingsTheDoorIsTheStandardOne() {
        DoorSettings door = door(Map.of());
        assertThat(door.origins().all()).isEmpty();
        assertThat(door.proxies()).isEqualTo(TrustedProxies.NONE);
        assertThat(door.rates()).isEqualTo(new Rates(6000, 600));
        assertThat(door.crowd()).isEqualTo(new Crowd(4096, 512));
        assertThat(door.patience())
                .isEqualTo(new Patience(Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(30)));
        assertThat(door.accessLog()).isTrue();
    }

    @Test
    void everySettingCounts() {
        DoorSettings door = door(Map.of(
                "CORS_ORIGINS", "https://a.example,https://b.example",
                "TRUSTED_PROXIES", "10.0.0.0/8,::1",
                "RATE_LIMIT_USER", "0",
                "RATE_LIMIT_ADDRESS", "7",
                "MAX_CONNECTIONS", "8",
                "MAX_CONNECTIONS_PER_ADDRESS", "2",
                "IDLE_TIMEOUT", "9",
                "HEADER_TIMEOUT", "3",
                "BODY_TIMEOUT", "4",
                "ACCESS_LOG", "false"));
        assertThat(door.origins().all()).containsExactlyInAnyOrder("https://a.example", "https://b.example");
        assertThat(door.proxies().trusts(Network.address("10.1.2.3"))).isTrue();
        assertThat(door.rates()).isEqualTo(new Rates(0, 7));
        assertThat(door.crowd()).isEqualTo(new Crowd(8, 2));
        assertThat(door.patience())
                .isEqualTo(new Patience(Duration.ofSeconds(9), Duration.ofSeconds(3), Duration.ofSeconds(4)));
        assertThat(door.accessLog()).isFalse();
    }

    @Test
    void allThatIsWrongIsNamedAtOnceAndNothingStarts(@TempDir Path home) {
        Told told = RealServer.run(
                Map.of(
                        "ORGSTORAGE_HOME", home.toString(),
                        "CORS_ORIGINS", "https://app.example.com,*",
                        "TRUSTED_PROXIES", "proxy.example.com",
                        "RATE_LIMIT_USER", "-1",
                        "MAX_CONNECTIONS", "0",
                        "HEADER_TIMEOUT", "0"),
                "serve");
        assertThat(told.status()).isEqualTo(2);
        assertThat(told.text())
                .contains(
                        "CORS_ORIGINS: '*' is no origin: name each one as https://app.example.com",
                        "TRUSTED_PROXIES: 'proxy.example.com' is no address or range such as 10.0.0.0/8",
                        "RATE_LIMIT_USER is below 0",
                        "MAX_CONNECTIONS is below 1",
                        "HEADER_TIMEOUT is below 1")
                .doesNotContain("embedded mode");
    }

    private static DoorSettings door(Map<String, String> environment) {
        Probe probe = new Probe();
        CommandLine line = OrgStorage.commandLine(environment, probe);
        line.parseArgs();
        Missing missing = new Missing();
        DoorSettings door = probe.door.settings(missing);
        missing.end(line.getCommandSpec());
        return door;
    }

    @Command
    private static final class Probe {
        @Mixin
        private DoorOptions door = new DoorOptions();
    }
}
