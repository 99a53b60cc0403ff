package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor in a process of its own, in embedded mode. */
class DoctorIT {
    private static final String PAGE = "https://app.example.com";

    @Test
    void itLooksAtAHomeBesideItsServerAndWithoutIt(@TempDir Path folder) throws Exception {
        Path home = ServerProcess.emptyHome(folder);
        Map<String, String> environment = Map.of("ORGSTORAGE_HOME", home.toString(), "CORS_ORIGINS", PAGE, "PORT", "0");
        try (ServerProcess server = ServerProcess.start(environment, "serve")) {
            server.awaitReady();
            assertAllIsWell(environment);
            try (ServerProcess other =
                    ServerProcess.start(environment, "doctor", "--origin", "https://other.example.com")) {
                assertThat(other.outputToTheEnd()).contains("failed   https://other.example.com");
                assertThat(other.exitStatus()).isEqualTo(1);
            }
            assertThat(server.stop()).isEqualTo(143);
        }
        assertAllIsWell(environment);
    }

    private static void assertAllIsWell(Map<String, String> environment) throws Exception {
        try (ServerProcess doctor = ServerProcess.start(environment, "doctor")) {
            assertThat(doctor.outputToTheEnd())
                    .contains("ok       " + PAGE)
                    .doesNotContain("failed")
                    .doesNotContain("warning");
            assertThat(doctor.exitStatus()).isZero();
        }
    }
}
