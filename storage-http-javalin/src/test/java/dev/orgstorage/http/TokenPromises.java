package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for every token. */
final class TokenPromises {
    static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    static final String CLAIMS =
            "{\"sub\":\"auth0|ann\",\"org_id\":\"org_acme\",\"org_role\":\"admin\",\"iss\":\"i\",\"aud\":[\"a\"],\"exp\":1792890000}";

    private static final JwtAuthenticator ANY = taking(null, JwtSettings.Claims.STANDARD);
    private static final JwtAuthenticator STRICT = taking("i", JwtSettings.Claims.STANDARD);
    private static final JwtAuthenticator SHAPES = taking(null, shapes(OrganizationKey.ALIAS));
    private static final JwtAuthenticator SHAPES_WITH_IDS = taking(null, shapes(OrganizationKey.ID));
    private static final String GOOD = Tokens.sharedOf(HEADER, CLAIMS);

    private TokenPromises() {}

    private static JwtAuthenticator taking(@Nullable String issuer, JwtSettings.Claims claims) {
        @Nullable String audience = issuer == null ? null : "a";
        return new JwtAuthenticator(
                new JwtSettings(Tokens.SECRET, null, issuer, audience, Set.of(), claims),
                new SettableClock(Instant.ofEpochSecond(1792889000)));
    }

    /** Where the providers say it. */
    private static JwtSettings.Claims shapes(OrganizationKey key) {
        return new JwtSettings.Claims(
                "/user/id,sub",
                "/o/id,org_id,organization",
                "/o/rol,org_role,/realm_access/roles,/resource_access/a/roles",
                key,
                Roles.STANDARD);
    }

    /** Nobody is told by what nobody signed. */
    static void authorization(String text) {
        assertThat(told(ANY, text)).isEmpty();
        assertThat(told(ANY, "Bearer " + text)).isEmpty();
    }

    /** A header, and on the next line claims, signed with the right key. */
    static void claims(String text) {
        String[] lines = text.split("\n", 2);
        String token = "Bearer " + Tokens.sharedOf(lines[0], lines[lines.length - 1]);
        Optional<Principal> any = told(ANY, token);
        Optional<Principal> strict = told(STRICT, token);
        assertThat(strict.isEmpty() || strict.equals(any)).isTrue();
        Stream.of(any, told(SHAPES, token), told(SHAPES_WITH_IDS, token))
                .flatMap(Optional::stream)
                .forEach(principal -> {
                    assertThat(text).contains("exp");
                    assertThat(principal.caller(null).user()).isEqualTo(principal.user());
                    assertThat(!isHigh(principal) || mayBeHigh(text)).isTrue();
                });
    }

    private static boolean isHigh(Principal principal) {
        return principal.memberships().values().stream().anyMatch(role -> role.compareTo(Role.MEMBER) > 0);
    }

    /** Whether it names a high role, or has escapes, in which it might. */
    private static boolean mayBeHigh(String text) {
        return Pattern.compile("admin|owner|\\\\", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    /** Paths with commas between them. */
    static void paths(String text) {
        try {
            for (ClaimPath path : ClaimPath.list(text)) {
                Map<String, Object> token = new TreeMap<>();
                path.put(token, "said");
                assertThat(path.in(token)).isEqualTo("said");
                assertThat(ClaimPath.parse(path.toString())).isEqualTo(path);
            }
        } catch (IllegalArgumentException refused) {
            assertThat(List.of(text.split(",", -1))).anyMatch(String::isBlank);
        }
    }

    /** A position, and on the next line what stands there instead. */
    static void tampered(String text) {
        String[] lines = (text + "\n").split("\n", 2);
        String token = changed(GOOD, lines[0], lines[1].strip());
        told(ANY, "Bearer " + token).ifPresent(principal -> {
            int signature = GOOD.lastIndexOf('.') + 1;
            assertThat(token).startsWith(GOOD.substring(0, signature));
            assertThat(new Base64URL(token.substring(signature)).decode())
                    .isEqualTo(new Base64URL(GOOD.substring(signature)).decode());
        });
    }

    /** What is good, but for something else at a position, if that is a number. */
    static String changed(String good, String position, String instead) {
        int at = position.matches("[0-9]{1,4}") ? Math.min(good.length(), Integer.parseInt(position)) : 0;
        return good.substring(0, at) + instead + good.substring(Math.min(good.length(), at + instead.length()));
    }

    private static Optional<Principal> told(JwtAuthenticator authenticator, String authorization) {
        try {
            return Optional.of(authenticator.authenticate(Tokens.request(authorization)));
        } catch (Unauthenticated refused) {
            String sentence = Objects.requireNonNull(refused.getMessage());
            assertThat(Json.write(Problem.of(401, "Refused", "refused", sentence, null)))
                    .isNotEmpty();
            if (authorization.length() >= 40) {
                assertThat(sentence).doesNotContain(authorization.substring(7));
            }
            return Optional.empty();
        }
    }
}
