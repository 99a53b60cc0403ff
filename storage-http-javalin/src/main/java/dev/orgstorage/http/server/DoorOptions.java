package dev.orgstorage.http.server;

import dev.orgstorage.http.Origins;
import dev.orgstorage.http.server.DoorSettings.Crowd;
import dev.orgstorage.http.server.DoorSettings.Patience;
import dev.orgstorage.http.server.DoorSettings.Rates;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Who is let in, how often, how many at once, and how long they may take. */
final class DoorOptions {
    @Option(
            names = "--cors-origins",
            paramLabel = "CORS_ORIGINS",
            split = ",",
            description = "whose pages may ask, as https://app.example.com; they may use the embedded bucket, too")
    private List<String> corsOrigins = List.of();

    @Option(
            names = "--trusted-proxies",
            paramLabel = "TRUSTED_PROXIES",
            split = ",",
            description =
                    "addresses such as 10.0.0.0/8 whose X-Forwarded-For, -Proto and X-Request-Id count; none if not"
                            + " given")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--rate-limit-user",
            paramLabel = "RATE_LIMIT_USER",
            description = "requests a minute of one user; 6000 if not given, 0 for any number")
    private int rateOfUser = Rates.STANDARD.user();

    @Option(
            names = "--rate-limit-address",
            paramLabel = "RATE_LIMIT_ADDRESS",
            description = "requests a minute of one address without a user; 600 if not given, 0 for any number")
    private int rateOfAddress = Rates.STANDARD.address();

    @Option(
            names = "--max-connections",
            paramLabel = "MAX_CONNECTIONS",
            description = "connections at a time; 4096 if not given")
    private int connections = Crowd.STANDARD.most();

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "MAX_CONNECTIONS_PER_ADDRESS",
            description = "of them of one address that is no trusted proxy's; 512 if not given")
    private int connectionsOfAddress = Crowd.STANDARD.ofOneAddress();

    @Option(
            names = "--idle-timeout",
            paramLabel = "IDLE_TIMEOUT",
            description = "seconds that a connection may be silent; 60 if not given")
    private int idle = seconds(Patience.STANDARD.idle());

    @Option(
            names = "--header-timeout",
            paramLabel = "HEADER_TIMEOUT",
            description = "seconds that the headers of a request may take; 15 if not given")
    private int head = seconds(Patience.STANDARD.head());

    @Option(
            names = "--body-timeout",
            paramLabel = "BODY_TIMEOUT",
            description = "seconds that the body of a request may take; 30 if not given")
    private int body = seconds(Patience.STANDARD.body());

    @Option(
            names = "--access-log",
            paramLabel = "ACCESS_LOG",
            arity = "0..1",
            fallbackValue = "true",
            description = "a line for each request; true if not given")
    private boolean accessLog = true;

    DoorSettings settings(Missing missing) {
        requireAtLeast(0, "RATE_LIMIT_USER", rateOfUser, missing);
        requireAtLeast(0, "RATE_LIMIT_ADDRESS", rateOfAddress, missing);
        requireAtLeast(1, "MAX_CONNECTIONS", connections, missing);
        requireAtLeast(1, "MAX_CONNECTIONS_PER_ADDRESS", connectionsOfAddress, missing);
        requireAtLeast(1, "IDLE_TIMEOUT", idle, missing);
        requireAtLeast(1, "HEADER_TIMEOUT", head, missing);
        requireAtLeast(1, "BODY_TIMEOUT", body, missing);
        return new DoorSettings(
                origins(missing),
                proxies(missing),
                new Rates(rateOfUser, rateOfAddress),
                new Crowd(connections, connectionsOfAddress),
                new Patience(Duration.ofSeconds(idle), Duration.ofSeconds(head), Duration.ofSeconds(body)),
                accessLog);
    }

    private Origins origins(Missing missing) {
        try {
            return Origins.of(corsOrigins);
        } catch (IllegalArgumentException e) {
            missing.fault("CORS_ORIGINS: " + e.getMessage());
            return Origins.none();
        }
    }

    private TrustedProxies proxies(Missing missing) {
        try {
            return TrustedProxies.of(trustedProxies);
        } catch (IllegalArgumentException e) {
            missing.fault("TRUSTED_PROXIES: " + e.getMessage());
            return TrustedProxies.NONE;
        }
    }

    private static void requireAtLeast(int least, String name, int value, Missing missing) {
        if (value < least) {
            missing.fault(name + " is below " + least);
        }
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
