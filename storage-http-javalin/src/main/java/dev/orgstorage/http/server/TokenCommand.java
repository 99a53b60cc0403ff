package dev.orgstorage.http.server;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.JwtSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = OrgStorage.Version.class,
        sortOptions = false,
        description = {
            "Prints a token for a user, and nothing else.",
            "It is signed with JWT_SECRET, or with the secret of the embedded mode."
        },
        footer = "%nThe JSON object has token, and expiresIn in seconds.")
final class TokenCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--user", paramLabel = "<id>", required = true, description = "who asks")
    private String user = "";

    @Option(names = "--organization", paramLabel = "<id>", description = "whose files; the user's own if not given")
    private @Nullable String organization;

    @Option(
            names = "--role",
            paramLabel = "<role>",
            description = "viewer, member, admin or owner; member if not given")
    private @Nullable Role role;

    @Option(names = "--hours", paramLabel = "<n>", description = "how long it is good for; 12 if not given")
    private int hours = 12;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private HomeOptions home = new HomeOptions();

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Missing missing = new Missing();
        JwtSettings settings = tokens.settings(home.home(), missing);
        check(missing);
        missing.end(command);
        String token = token(Objects.requireNonNull(settings));
        report.say(token);
        report.end(new Report(token, Duration.ofHours(hours).toSeconds()));
        return ExitStatus.DONE;
    }

    private record Report(String token, long expiresIn) {}

    private void check(Missing missing) {
        if (role != null && organization == null) {
            missing.fault("--role is a role in an organization; give --organization too");
        }
        try {
            new UserId(user);
            if (organization != null) {
                new OrganizationId(organization);
            }
        } catch (IllegalArgumentException e) {
            missing.fault(String.valueOf(e.getMessage()));
        }
    }

    private String token(JwtSettings settings) {
        @Nullable String named = role == null ? null : role.name().toLowerCase(Locale.ROOT);
        Map<String, Object> said = settings.claims().saying(user, organization, named);
        return OwnToken.signed(settings, said, Instant.now(), Duration.ofHours(hours));
    }
}
