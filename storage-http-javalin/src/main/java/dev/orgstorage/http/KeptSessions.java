package dev.orgstorage.http;

import dev.orgstorage.port.Sessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Sessions as they were at most so long ago. */
public final class KeptSessions implements Sessions {
    private final Lately<String, Session> lately;
    private final Sessions sessions;

    public KeptSessions(Sessions sessions, Duration life, InstantSource clock) {
        this.sessions = sessions;
        this.lately = new Lately<>(life, clock);
    }

    @Override
    public Optional<Session> find(String token) {
        return lately.get(token, sessions::find);
    }
}
