package dev.orgstorage.http.server;

import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.Origins;
import dev.orgstorage.http.Roles;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the server tells who asks. */
final class AuthOptions {
    private static final int LONGEST_KEPT = 5;

    @Option(
            names = "--auth",
            paramLabel = "AUTH",
            description = "jwt, clerk, auth0, workos, keycloak, better-auth, better-auth-jwt, or the class of an"
                    + " Authenticator; jwt if not given")
    private String auth = "jwt";

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Option(names = "--workos-client-id", paramLabel = "WORKOS_CLIENT_ID", description = "whose keys sign its tokens")
    private @Nullable String workosClient;

    @Option(
            names = "--keycloak-client",
            paramLabel = "KEYCLOAK_CLIENT",
            description = "whose roles count too, beside those of the realm")
    private @Nullable String keycloakClient;

    @Mixin
    private BetterAuthOptions betterAuth = new BetterAuthOptions();

    @Option(
            names = "--membership",
            paramLabel = "MEMBERSHIP",
            description = "who says where somebody is a member: token, or database for the tables of better-auth;"
                    + " database if not given for better-auth and better-auth-jwt, token for the others")
    private @Nullable Membership membership;

    @Option(
            names = "--membership-cache",
            paramLabel = "MEMBERSHIP_CACHE",
            description = "seconds for which the database's answer may be used again, 0 to 5; 0 if not given")
    private int membershipCache;

    /** Who says where somebody is a member. */
    enum Membership {
        TOKEN,
        DATABASE
    }

    /**
     * As set; null if something is missing or wrong.
     *
     * @param home whose secret signs tokens where nothing else is set; null if not in embedded mode
     * @param records the database of the records; null in embedded mode
     * @param origins whose pages may use session cookies
     */
    @Nullable
    AuthSettings settings(@Nullable Home home, @Nullable DatabaseSettings records, Origins origins, Missing missing) {
        Roles roles = tokens.roles(missing);
        AuthSettings.@Nullable Way way = way(home, origins, roles, missing);
        boolean sessions = auth.equals("better-auth");
        if (sessions && membership == Membership.TOKEN) {
            missing.fault("MEMBERSHIP=token does not go with AUTH=better-auth, whose tokens name no organization");
        }
        Membership standard = auth.startsWith("better-auth") ? Membership.DATABASE : Membership.TOKEN;
        boolean isLive = Objects.requireNonNullElse(membership, standard) == Membership.DATABASE;
        AuthSettings.@Nullable Live live = isLive ? betterAuth.tables(records, kept(missing), missing) : null;
        return way == null || (isLive && live == null) ? null : new AuthSettings(way, roles, live);
    }

    /** What signs the tokens of sample users: the home's own secret, unless anything at all is set of who may ask. */
    @Nullable
    JwtSettings samples(Home home) {
        boolean isStandard = auth.equals("jwt") && membership == null && !tokens.given();
        return isStandard ? JwtSettings.shared(home.jwtSecret()) : null;
    }

    private Duration kept(Missing missing) {
        if (membershipCache < 0 || membershipCache > LONGEST_KEPT) {
            missing.fault("MEMBERSHIP_CACHE is not 0 to " + LONGEST_KEPT + " seconds");
            return Duration.ZERO;
        }
        return Duration.ofSeconds(membershipCache);
    }

    private AuthSettings.@Nullable Way way(@Nullable Home home, Origins origins, Roles roles, Missing missing) {
        return switch (auth) {
            case "jwt" -> of(home == null ? tokens.settings(missing) : tokens.settings(home, missing));
            case "clerk" -> of("JWT_ISSUER", tokens.issuer(), Provider::clerk, missing);
            case "auth0" -> {
                String audience = missing.need("JWT_AUDIENCE", tokens.audience());
                yield of("JWT_ISSUER", tokens.issuer(), issuer -> Provider.auth0(issuer, audience), missing);
            }
            case "workos" -> of("WORKOS_CLIENT_ID", workosClient, Provider::workos, missing);
            case "keycloak" ->
                of("JWT_ISSUER", tokens.issuer(), issuer -> Provider.keycloak(issuer, keycloakClient), missing);
            case "better-auth-jwt" ->
                of(
                        "BETTER_AUTH_URL",
                        betterAuth.url() == null ? tokens.issuer() : betterAuth.url(),
                        url -> Provider.betterAuth(url, tokens.issuer()),
                        missing);
            case "better-auth" -> betterAuth.sessions(origins, roles, missing);
            default -> own(missing);
        };
    }

    private static AuthSettings.@Nullable Way of(@Nullable JwtSettings settings) {
        return settings == null ? null : new AuthSettings.Tokens(settings);
    }

    /** A provider of whom one setting tells the most. */
    private AuthSettings.@Nullable Way of(
            String setting, @Nullable String value, Function<String, TokenShape> shape, Missing missing) {
        String given = missing.need(setting, value);
        if (given.isEmpty()) {
            return null;
        }
        try {
            return of(tokens.settings(shape.apply(given), missing));
        } catch (IllegalArgumentException e) {
            missing.fault(setting + ": " + e.getMessage());
            return null;
        }
    }

    private AuthSettings.@Nullable Way own(Missing missing) {
        try {
            return new AuthSettings.Own(Class.forName(auth)
                    .asSubclass(Authenticator.class)
                    .getConstructor()
                    .newInstance());
        } catch (ClassNotFoundException e) {
            missing.fault("AUTH: there is neither a way nor a class of the name " + auth);
        } catch (ClassCastException e) {
            missing.fault("AUTH: " + auth + " is no " + Authenticator.class.getName());
        } catch (InvocationTargetException e) {
            missing.fault("AUTH: " + auth + " cannot be made: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            missing.fault("AUTH: " + auth + " is no public class with a public constructor without arguments");
        }
        return null;
    }
}
