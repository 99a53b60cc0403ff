package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.Origins;
import dev.orgstorage.http.server.DoorSettings.Rates;
import dev.orgstorage.http.server.OpenDoor.Heard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten requests a minute of a user, five of an address for which no user answers. */
final class RateLimitsTest {
    private static final String LIST = "GET /api/storage/list HTTP/1.1";
    private static final String ANN = "Authorization: Bearer ann";
    private static final String FORGED = "Authorization: Bearer forged";
    private static final String OFFICE = "127.0.0.5";

    private final OpenDoor door = new OpenDoor(DoorSettings.standard()
            .with(new Rates(10, 5))
            .with(TrustedProxies.of(List.of("127.0.0.9")))
            .with(Origins.of(List.of("https://app.example.com"))));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aUserWhoAsksTooOftenIsToldWhenToComeAgain() {
        for (int left = 9; left >= 0; left--) {
            Heard answer = door.ask(LIST, ANN);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit-Limit")).isEqualTo("10");
            assertThat(answer.header("RateLimit-Remaining")).isEqualTo(String.valueOf(left));
            assertThat(answer.header("RateLimit-Reset")).isEqualTo(String.valueOf(60 - 6 * left));
        }
        Heard refused = door.ask(LIST, ANN);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.body()).contains("\"code\":\"rate_limited\"", "come again in 6 s");
        assertThat(refused.header("Retry-After")).isEqualTo("6");
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");

        door.pass(Duration.ofSeconds(6));
        assertThat(door.ask(LIST, ANN).status()).isEqualTo(200);
        assertThat(door.ask(LIST, ANN).status()).isEqualTo(429);
        door.pass(Duration.ofMinutes(2));
        assertThat(door.ask(LIST, ANN).header("RateLimit-Remaining")).isEqualTo("9");
    }

    @Test
    void aUserIsOneWhereverAndInWhicheverContextTheyAsk() {
        for (int i = 0; i < 10; i++) {
            assertThat(door.askFrom("127.0.0." + (2 + i), LIST, i % 2 == 0 ? ANN : ANN + "@acme")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(door.askFrom("127.0.0.20", LIST, ANN + "@globex").status()).isEqualTo(429);
        assertThat(door.ask(LIST, "Authorization: Bearer ben").status()).isEqualTo(200);
    }

    @Test
    void anAddressDoesNotPayForItsUsers() {
        for (int i = 0; i < 30; i++) {
            assertThat(door.askFrom(OFFICE, LIST, "Authorization: Bearer user-" + i)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(door.askFrom(OFFICE, LIST).header("RateLimit-Remaining")).isEqualTo("4");
    }

    @Test
    void whatNobodyAnswersForTheAddressPays() {
        List<String[]> requests = List.of(
                new String[] {LIST},
                new String[] {LIST, FORGED},
                new String[] {LIST, "Cookie: session=forged"},
                new String[] {"GET /nowhere HTTP/1.1"},
                new String[] {"PUT /api/storage/list HTTP/1.1"});
        for (int i = 0; i < requests.size(); i++) {
            Heard answer = door.askFrom(OFFICE, requests.get(i));
            assertThat(answer.status()).isIn(401, 404, 405);
            assertThat(answer.header("RateLimit-Limit")).isEqualTo("5");
            assertThat(answer.header("RateLimit-Remaining")).isEqualTo(String.valueOf(4 - i));
        }
        for (String[] request : requests) {
            Heard refused = door.askFrom(OFFICE, request);
            if (request.length == 1 || request[0].equals(LIST)) {
                assertThat(refused.status()).as(refused.all()).isEqualTo(429);
                assertThat(refused.header("Retry-After")).isEqualTo("12");
            }
        }
        assertThat(door.askFrom("127.0.0.6", LIST).status()).isEqualTo(401);
        door.pass(Duration.ofSeconds(12));
        assertThat(door.askFrom(OFFICE, LIST).status()).isEqualTo(401);
        assertThat(door.askFrom(OFFICE, LIST).status()).isEqualTo(429);
    }

    @Test
    void anOfficeIsNotLockedOutByOneOfItsMachines() {
        exhaust(OFFICE);
        assertThat(door.askFrom(OFFICE, LIST, FORGED).status()).isEqualTo(429);
        for (int i = 0; i < 5; i++) {
            assertThat(door.askFrom(OFFICE, LIST, ANN).status()).isEqualTo(200);
        }
    }

    @Test
    void preflightsAndProbesOfHealthAreFree() {
        exhaust(OFFICE);
        for (int i = 0; i < 10; i++) {
            assertThat(door.askFrom(OFFICE, "GET /health/live HTTP/1.1").status())
                    .isEqualTo(200);
            assertThat(door.askFrom(
                                    OFFICE,
                                    "OPTIONS /api/storage/list HTTP/1.1",
                                    "Origin: https://app.example.com",
                                    "Access-Control-Request-Method: GET")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void behindATrustedProxyEachClientPaysForItself() {
        String client = "X-Forwarded-For: 10.1.1.1, 203.0.113.7";
        for (int i = 0; i < 5; i++) {
            assertThat(door.askFrom("127.0.0.9", LIST, client).status()).isEqualTo(401);
        }
        assertThat(door.askFrom("127.0.0.9", LIST, "X-Forwarded-For: 10.2.2.2, 203.0.113.7")
                        .status())
                .isEqualTo(429);
        assertThat(door.askFrom("127.0.0.9", LIST, "X-Forwarded-For: 203.0.113.8")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nobodyElseGetsRoundItByAHeader() {
        for (int i = 0; i < 5; i++) {
            door.askFrom(OFFICE, LIST, "X-Forwarded-For: 203.0.113." + i);
        }
        assertThat(door.askFrom(OFFICE, LIST, "X-Forwarded-For: 203.0.113.99", "Forwarded: for=203.0.113.99")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void whoHasOneAddressOfTheNewKindHasAllThatBeginLikeIt() {
        for (int i = 0; i < 5; i++) {
            assertThat(door.askFrom("127.0.0.9", LIST, "X-Forwarded-For: 2001:db8:0:1::" + i)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(door.askFrom("127.0.0.9", LIST, "X-Forwarded-For: 2001:db8:0:1:ffff::1")
                        .status())
                .isEqualTo(429);
        assertThat(door.askFrom("127.0.0.9", LIST, "X-Forwarded-For: 2001:db8:0:2::1")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void zeroIsNoLimit() {
        try (OpenDoor open = new OpenDoor(DoorSettings.standard().with(Rates.NONE))) {
            for (int i = 0; i < 50; i++) {
                assertThat(open.ask(LIST, FORGED).status()).isEqualTo(401);
                assertThat(open.ask(LIST, ANN).header("RateLimit-Limit")).isEqualTo("(none)");
            }
        }
        try (OpenDoor open = new OpenDoor(DoorSettings.standard().with(new Rates(0, 5)))) {
            for (int i = 0; i < 20; i++) {
                assertThat(open.ask(LIST, ANN).header("RateLimit-Limit")).isEqualTo("(none)");
            }
        }
    }

    private void exhaust(String address) {
        for (int i = 0; i < 6; i++) {
            door.askFrom(address, LIST, FORGED);
        }
        assertThat(door.askFrom(address, LIST).status()).isEqualTo(429);
    }
}
