package dev.orgstorage.testkit;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Memberships;
import dev.orgstorage.port.Sessions;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A host application's users, their memberships and their sessions. */
public final class InMemoryIdentities implements Memberships, Sessions {
    private final Map<UserId, Map<OrganizationId, String>> users = new HashMap<>();
    private final Map<String, SignedIn> sessions = new TreeMap<>();
    private final InstantSource clock;
    private boolean down;

    private record SignedIn(UserId user, @Nullable OrganizationId active, Instant until) {}

    public InMemoryIdentities(InstantSource clock) {
        this.clock = clock;
    }

    /** Makes a user known who is a member of nothing yet. */
    public synchronized void add(UserId user) {
        users.putIfAbsent(user, new HashMap<>());
    }

    /** Takes a user away, with their memberships and sessions. */
    public synchronized void remove(UserId user) {
        users.remove(user);
        sessions.values().removeIf(session -> session.user().equals(user));
    }

    /** Makes a user a member, who may be one already: then with both roles. */
    public synchronized void join(UserId user, OrganizationId organization, String role) {
        users.computeIfAbsent(user, unknown -> new HashMap<>())
                .merge(organization, role, (one, other) -> one + "," + other);
    }

    /** Ends a membership. Sessions that are active there stay so, as better-auth leaves them. */
    public synchronized void leave(UserId user, OrganizationId organization) {
        users.getOrDefault(user, new HashMap<>()).remove(organization);
    }

    public synchronized void signIn(String token, UserId user, @Nullable OrganizationId active, Instant until) {
        add(user);
        sessions.put(token, new SignedIn(user, active, until));
    }

    public synchronized void signOut(String token) {
        sessions.remove(token);
    }

    /** From now on nothing is answered, or again. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized Optional<Map<OrganizationId, String>> of(UserId user) {
        requireUp("look up the memberships of " + user);
        return Optional.ofNullable(users.get(user)).map(Map::copyOf);
    }

    @Override
    public synchronized Optional<Session> find(String token) {
        requireUp("look up a session");
        return Optional.ofNullable(sessions.get(token))
                .filter(session -> session.until().isAfter(clock.instant()))
                .flatMap(session -> of(session.user())
                        .map(memberships -> new Session(session.user(), session.active(), memberships)));
    }

    private void requireUp(String attempt) {
        if (down) {
            throw new StorageException.Unavailable(attempt, new ConnectException("The host is down"));
        }
    }
}
