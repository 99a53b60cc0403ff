package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException.CrossSite;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Sessions;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What holds for every cookie and for every role of a session. */
final class SessionPromises {
    static final String COOKIE = "better-auth.session_token";

    private static final String TOKEN = "wvqWV9ySlnlAiJ5TQkjGsHAz0QdgB4vM";

    /** By the secret below. */
    private static final String SIGNED = TOKEN + ".5WboRqpBH9eczY++aml/aVYTDFUFgITLUPqyX98KmMg=";

    private static final String PAGE = "https://app.example";

    private SessionPromises() {}

    /** A position in a good cookie, what stands there instead, and an origin, on three lines. */
    static void cookie(String text) {
        String[] lines = (text + "\n\n").split("\n", 3);
        String cookie = TokenPromises.changed(PercentEncoding.encode(SIGNED), lines[0], lines[1]);
        String origin = lines[2].strip();
        for (String name : List.of(COOKIE, "__Secure-" + COOKIE)) {
            Map<String, String> headers = Map.of("Origin", origin, "Host", "files.example:443");
            told(new Asked(headers, Map.of(name, cookie), Map.of()).request()).ifPresent(principal -> {
                assertThat(PercentEncoding.decode(cookie)).isEqualTo(SIGNED);
                assertThat(origin).isIn(PAGE, "https://files.example");
            });
        }
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + cookie);
        told(new Asked(bearer, Map.of(), Map.of()).request())
                .ifPresent(principal ->
                        assertThat(PercentEncoding.decode(cookie.trim())).isEqualTo(SIGNED));
    }

    /** The roles of a membership, as a text. */
    static void roles(String text) {
        Role role = Roles.STANDARD.of(text);
        for (Role high : List.of(Role.MEMBER, Role.ADMIN, Role.OWNER)) {
            assertThat(role != high || text.toUpperCase(Locale.ROOT).contains(high.name()))
                    .isTrue();
        }
    }

    private static Optional<Principal> told(Context request) {
        Sessions sessions = token -> Optional.of(token)
                .filter(TOKEN::equals)
                .map(known -> new Sessions.Session(
                        new UserId("ann"), null, Map.of(new OrganizationId("acme"), "member,admin")));
        BetterAuthSettings settings = new BetterAuthSettings(
                "better-auth's own secret, of some length",
                BetterAuthSettings.STANDARD_PREFIX,
                false,
                Origins.of(List.of(PAGE)),
                Roles.STANDARD);
        try {
            return Optional.of(new BetterAuthAuthenticator(settings, sessions).authenticate(request));
        } catch (Unauthenticated | CrossSite refused) {
            assertThat(refused.getMessage()).doesNotContain(TOKEN);
            return Optional.empty();
        }
    }
}
