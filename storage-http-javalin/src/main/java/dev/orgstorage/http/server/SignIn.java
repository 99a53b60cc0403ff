package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.http.Origins;
import dev.orgstorage.http.PageOrigin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the page how its users sign in, and gives the token of a sample user to who asks for it, where there are any:
 * to pages of our own alone, and only by a name that leads to this machine wherever it is looked up.
 */
final class SignIn {
    static final Duration LIFE = Duration.ofHours(12);
    private static final int LARGEST_BODY = 1024;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final boolean cookies;
    private final @Nullable JwtSettings samples;
    private final InstantSource clock;

    SignIn(PageSettings settings, InstantSource clock) {
        this.cookies = settings.cookies();
        this.samples = settings.samples();
        this.clock = clock;
    }

    /** @param users sample users; none if everybody brings their own token, or has a cookie */
    private record Ways(List<SampleUser> users, boolean cookies) {}

    private record Wish(@Nullable String user) {}

    private record Token(String token, long expiresIn) {}

    void mount(JavalinConfig config) {
        Ways ways = new Ways(samples == null ? List.of() : SampleUser.ALL, cookies);
        config.routes.get("/sign-in", request -> answer(request, ways));
        if (samples != null) {
            config.routes.post("/sign-in", request -> signIn(samples, request));
        }
    }

    private void signIn(JwtSettings settings, Context request) {
        PageOrigin.require(request, Origins.none());
        requireThisMachine(request);
        SampleUser user = wanted(request);
        String token =
                OwnToken.signed(settings, settings.claims().saying(user.id(), user.roles()), clock.instant(), LIFE);
        answer(request, new Token(token, LIFE.toSeconds()));
    }

    /** Somebody else's name may be made to lead here, and then their page would be one of ours. */
    private static void requireThisMachine(Context request) {
        String host = String.valueOf(request.header(Header.HOST)).replaceFirst(":[0-9]*$", "");
        if (!THIS_MACHINE.contains(host)) {
            throw new StorageException.CrossSite();
        }
    }

    private static SampleUser wanted(Context request) {
        try {
            byte[] body = request.bodyInputStream().readNBytes(LARGEST_BODY);
            Optional<Wish> wish = Optional.ofNullable(JSON.readValue(body, Wish.class));
            return SampleUser.ALL.stream()
                    .filter(user ->
                            wish.isPresent() && user.id().equals(wish.get().user()))
                    .findFirst()
                    .orElseThrow(() -> new StorageException.Invalid("user", "is none of the sample users"));
        } catch (JacksonException | IOException e) {
            throw new StorageException.Invalid("body", "is not a JSON object with a user");
        }
    }

    private static void answer(Context request, Object answer) {
        request.contentType("application/json").result(JSON.writeValueAsBytes(answer));
    }
}
