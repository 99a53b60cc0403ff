package dev.orgstorage.http;

import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.StorageException.Unauthenticated;
import dev.orgstorage.port.Sessions;
import dev.orgstorage.port.Sessions.Session;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes sessions of better-auth, by its session cookie or as a bearer token, and looks each up for every request: with it
 * come the organizations its user is a member of now. A cookie is not looked at where there is an Authorization header,
 * and changes something only for pages that are known. The copy of the session that better-auth may keep in another
 * cookie is never believed.
 */
public final class BetterAuthAuthenticator implements Authenticator {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 1024;

    private final BetterAuthSettings settings;
    private final SignedText signatures;
    private final Sessions sessions;

    public BetterAuthAuthenticator(BetterAuthSettings settings, Sessions sessions) {
        this.settings = settings;
        this.signatures = new SignedText(settings.secret());
        this.sessions = sessions;
    }

    @Override
    public Principal authenticate(Context request) {
        @Nullable String authorization = request.header(Header.AUTHORIZATION);
        String token = authorization == null ? ofCookie(request) : ofBearer(authorization);
        Session session = sessions.find(token)
                .orElseThrow(() -> new Unauthenticated("There is no such session, or it is over; sign in again"));
        return new Principal(
                session.user(),
                session.active() == null ? Owner.of(session.user()) : Owner.of(session.active()),
                settings.roles().of(session.memberships()));
    }

    private String ofCookie(Context request) {
        String name = settings.cookiePrefix() + ".session_token";
        // The first cannot be set by pages of a neighbouring host, or over plain HTTP.
        String cookie = Stream.of("__Secure-" + name, name)
                .flatMap(each -> Stream.ofNullable(request.cookie(each)))
                .findFirst()
                .orElseThrow(() -> new Unauthenticated(
                        "A session is needed; send its cookie " + name + ", or Authorization: Bearer <token>"));
        String token = verified(cookie);
        PageOrigin.require(request, settings.origins());
        return token;
    }

    private String ofBearer(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthenticated("Only Bearer tokens are taken; send Authorization: Bearer <token>");
        }
        String token = authorization.substring(SCHEME.length()).trim();
        return settings.unsignedBearer() && token.indexOf('.') < 0 ? token : verified(token);
    }

    private String verified(String encoded) {
        if (encoded.length() > LONGEST_TOKEN) {
            throw new Unauthenticated("The session token is longer than " + LONGEST_TOKEN + " characters");
        }
        try {
            return signatures
                    .verified(PercentEncoding.decode(encoded))
                    .orElseThrow(() -> new Unauthenticated("The session token is not as better-auth signed it"));
        } catch (IllegalArgumentException e) {
            throw new Unauthenticated("The session token cannot be read", e);
        }
    }
}
