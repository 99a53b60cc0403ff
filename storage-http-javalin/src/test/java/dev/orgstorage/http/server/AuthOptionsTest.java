package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.BetterAuthSettings;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.Origins;
import dev.orgstorage.http.Principal;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** How the server is told who asks. What tokens then mean, the {@link ProviderTokensTest} tells. */
final class AuthOptionsTest {
    private static final String SECRET = "a secret of at least thirty-two bytes";
    private static final DatabaseSettings RECORDS =
            new DatabaseSettings("jdbc:postgresql://db.example/records", "us", "hidden", 10);

    @Test
    void withoutSayingSoTokensAreTakenAsBefore() {
        AuthSettings settings = settings(Map.of("JWT_SECRET", SECRET));
        assertThat(settings.live()).isNull();
        assertThat(settings.way()).isInstanceOf(AuthSettings.Tokens.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jwt | JWT_SECRET or JWT_JWKS_URL is missing",
                "clerk | JWT_ISSUER is missing",
                "auth0 | JWT_AUDIENCE is missing; JWT_ISSUER is missing",
                "workos | WORKOS_CLIENT_ID is missing",
                "keycloak | JWT_ISSUER is missing",
                "better-auth | BETTER_AUTH_SECRET is missing; BETTER_AUTH_DATABASE_URL is missing",
                "better-auth-jwt | BETTER_AUTH_URL is missing; BETTER_AUTH_DATABASE_URL is missing",
                "better | AUTH: there is neither a way nor a class of the name better",
                "java.lang.String | AUTH: java.lang.String is no dev.orgstorage.http.Authenticator",
            })
    void whatIsMissingIsNamedAtOnceAndNothingElse(String auth, String faults) {
        assertThatThrownBy(() -> settings(Map.of("AUTH", auth)))
                .isInstanceOf(ParameterException.class)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines().map(String::strip))
                                .contains(faults.split("; ", -1))
                                .hasSize(1 + faults.split("; ", -1).length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ROLE_MAP | editor=boss | ROLE_MAP: 'editor=boss' is not of the form name=role",
                "MEMBERSHIP_CACHE | 6 | MEMBERSHIP_CACHE is not 0 to 5 seconds",
                "MEMBERSHIP_CACHE | -1 | MEMBERSHIP_CACHE is not 0 to 5 seconds",
                "MEMBERSHIP | token | MEMBERSHIP=token does not go with AUTH=better-auth",
                "BETTER_AUTH_DATABASE_URL | mysql://us:hidden@db | BETTER_AUTH_DATABASE_URL: A database URL begins",
            })
    void whatIsWrongIsNamed(String setting, String value, String fault) {
        assertThatThrownBy(() ->
                        settings(RECORDS, Map.of("AUTH", "better-auth", "BETTER_AUTH_SECRET", SECRET, setting, value)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(fault)
                .hasMessageNotContainingAny("hidden", SECRET);
    }

    @Test
    void pathsOfClaimsThatAreNoneAreNamed() {
        assertThatThrownBy(() -> settings(Map.of("JWT_SECRET", SECRET, "JWT_ROLE_CLAIM", "a,,b")))
                .hasMessageContaining("JWT: The path of a claim is empty");
        assertThatThrownBy(() -> settings(Map.of("AUTH", "clerk", "JWT_ISSUER", "not a url")))
                .hasMessageContaining("JWT_ISSUER: ");
    }

    @Test
    void theTablesOfBetterAuthAreWhereTheRecordsAreUnlessSaidOtherwise() {
        Map<String, String> sessions = Map.of("AUTH", "better-auth", "BETTER_AUTH_SECRET", SECRET);
        assertThat(live(RECORDS, sessions)).isEqualTo(new AuthSettings.Live(RECORDS, "public", Duration.ZERO));
        Map<String, String> elsewhere = Map.of(
                "AUTH", "better-auth",
                "BETTER_AUTH_SECRET", SECRET,
                "BETTER_AUTH_DATABASE_URL", "postgres://them:secret@other.example/app",
                "BETTER_AUTH_SCHEMA", "auth",
                "MEMBERSHIP_CACHE", "5");
        for (@Nullable DatabaseSettings records : new DatabaseSettings[] {RECORDS, null}) {
            AuthSettings.Live there = live(records, elsewhere);
            assertThat(there.database().url()).contains("//other.example/app");
            assertThat(there.database().user()).isEqualTo("them");
            assertThat(there.schema()).isEqualTo("auth");
            assertThat(there.kept()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void anyTokensMembershipsCanBeLookedUp() {
        Map<String, String> clerk = Map.of(
                "AUTH",
                "clerk",
                "JWT_ISSUER",
                "https://a.clerk.accounts.dev",
                "MEMBERSHIP",
                "database",
                "ROLE_MAP",
                "x=admin");
        assertThat(live(RECORDS, clerk).database()).isEqualTo(RECORDS);
        assertThat(settings(RECORDS, clerk).roles().named()).containsOnlyKeys("x");
        Map<String, String> jwt = Map.of("AUTH", "better-auth-jwt", "BETTER_AUTH_URL", "https://app.example.com");
        assertThat(live(RECORDS, jwt).database()).isEqualTo(RECORDS);
    }

    @Test
    void sessionsAreTakenAsSet() {
        AuthSettings settings = settings(
                RECORDS,
                Map.of(
                        "AUTH", "better-auth",
                        "BETTER_AUTH_SECRET", SECRET,
                        "BETTER_AUTH_COOKIE_PREFIX", "acme",
                        "BETTER_AUTH_UNSIGNED_BEARER", "true",
                        "ROLE_MAP", "editor=member,org:boss=admin"));
        assertThat(settings.way() instanceof AuthSettings.Sessions(BetterAuthSettings sessions)
                        && sessions.cookiePrefix().equals("acme")
                        && sessions.unsignedBearer()
                        && sessions.roles().equals(settings.roles()))
                .isTrue();
        assertThat(settings.roles().named()).containsOnlyKeys("editor", "org:boss");
        assertThat(settings.toString()).doesNotContain(SECRET, "hidden");
    }

    @Test
    void aClassOfOnesOwnTellsWhoAsks() {
        AuthSettings settings = settings(Map.of("AUTH", Everybody.class.getName()));
        assertThat(settings.way() instanceof AuthSettings.Own(Authenticator own) && own instanceof Everybody)
                .isTrue();
        assertThatThrownBy(() -> settings(Map.of("AUTH", Unmakeable.class.getName())))
                .hasMessageContaining("is no public class with a public constructor without arguments");
        assertThatThrownBy(() -> settings(Map.of("AUTH", Failing.class.getName())))
                .hasMessageContaining("cannot be made: java.lang.IllegalStateException: no key");
    }

    /** An authenticator of an embedder's. */
    public static class Everybody implements Authenticator {
        @Override
        public Principal authenticate(Context request) {
            return Principal.personal(new UserId("everybody"));
        }
    }

    /** One that nobody can make. */
    public static final class Unmakeable extends Everybody {
        private Unmakeable() {}
    }

    /** One that cannot be made now. */
    public static final class Failing extends Everybody {
        public Failing() {
            throw new IllegalStateException("no key");
        }
    }

    private static AuthSettings.Live live(@Nullable DatabaseSettings records, Map<String, String> environment) {
        return Objects.requireNonNull(settings(records, environment).live());
    }

    @Test
    void sampleUsersAreThereWhileNothingIsSetOfWhoMayAsk(@TempDir Path home) {
        assertThat(samples(home, Map.of())).isNotNull();
        assertThat(samples(home, Map.of("PORT", "1"))).isNotNull();
        for (String setting : List.of(
                "JWT_SECRET",
                "JWT_ISSUER",
                "JWT_AUDIENCE",
                "JWT_ALGORITHMS",
                "JWT_PARTIES",
                "JWT_USER_CLAIM",
                "JWT_ORGANIZATION_CLAIM",
                "JWT_ROLE_CLAIM")) {
            assertThat(samples(home, Map.of(setting, SECRET))).as(setting).isNull();
        }
        assertThat(samples(home, Map.of("JWT_JWKS_URL", "https://id.example"))).isNull();
        assertThat(samples(home, Map.of("JWT_ORGANIZATION_KEY", "id"))).isNull();
        assertThat(samples(home, Map.of("ROLE_MAP", "editor=member"))).isNull();
        assertThat(samples(home, Map.of("AUTH", "clerk"))).isNull();
        assertThat(samples(home, Map.of("MEMBERSHIP", "token"))).isNull();
    }

    private static @Nullable JwtSettings samples(Path home, Map<String, String> environment) {
        Options options = new Options();
        OrgStorage.commandLine(environment, options).parseArgs();
        return options.auth.samples(new Home(home));
    }

    private static AuthSettings settings(Map<String, String> environment) {
        return settings(null, environment);
    }

    private static AuthSettings settings(@Nullable DatabaseSettings records, Map<String, String> environment) {
        Options options = new Options();
        CommandLine command = OrgStorage.commandLine(environment, options);
        command.parseArgs();
        Missing missing = new Missing();
        @Nullable AuthSettings settings = options.auth.settings(null, records, Origins.none(), missing);
        missing.end(command.getCommandSpec());
        return Objects.requireNonNull(settings);
    }

    @Command(name = "options")
    private static final class Options {
        @Mixin
        private AuthOptions auth = new AuthOptions();
    }
}
