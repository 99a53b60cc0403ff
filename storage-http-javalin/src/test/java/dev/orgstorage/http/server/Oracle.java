package dev.orgstorage.http.server;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows who is a member of what, which files there are, and so what every request has to be answered. It has its own idea
 * of who may do what, in a few lines, and shares no code with what it judges but the nouns.
 */
final class Oracle {
    /** How many pending files of their own a listing settles. */
    private static final int SETTLED_BY_A_LISTING = 16;

    enum State {
        PROMISED,
        SENT,
        READY,
        DELETED
    }

    static final class File {
        final String id;
        final String key;
        final Owner owner;
        final UserId uploader;
        final byte[] bytes;
        String name = "walk.txt";
        State state = State.PROMISED;

        File(String id, String key, Owner owner, UserId uploader, byte[] bytes) {
            this.id = id;
            this.key = key;
            this.owner = owner;
            this.uploader = uploader;
            this.bytes = bytes;
        }
    }

    private final Map<UserId, Map<OrganizationId, Role>> members = new HashMap<>();

    /** The oldest first. */
    final List<File> files = new ArrayList<>();

    void join(UserId user, OrganizationId organization, Role role) {
        members.computeIfAbsent(user, who -> new HashMap<>()).put(organization, role);
    }

    void leave(UserId user, OrganizationId organization) {
        memberships(user).remove(organization);
    }

    Map<OrganizationId, Role> memberships(UserId user) {
        return members.computeIfAbsent(user, who -> new HashMap<>());
    }

    /** Somebody in a context, or nobody if it is not theirs now. */
    Optional<Caller> caller(UserId user, @Nullable OrganizationId organization) {
        return organization == null
                ? Optional.of(Caller.personal(user))
                : Optional.ofNullable(memberships(user).get(organization))
                        .map(role -> Caller.in(organization, user, role));
    }

    boolean sees(Caller caller, @Nullable File file) {
        return file != null && file.state != State.DELETED && file.owner.equals(caller.context());
    }

    int read(Caller caller, @Nullable File file) {
        return sees(caller, file) ? 200 : 404;
    }

    int upload(Caller caller) {
        return may(caller, Action.UPLOAD, null) ? 200 : 403;
    }

    int audit(Caller caller) {
        return may(caller, Action.AUDIT, null) ? 200 : 403;
    }

    int complete(Caller caller, @Nullable File file) {
        if (file == null || !sees(caller, file)) {
            return 404;
        }
        return may(caller, Action.UPLOAD, file) ? settled(file) : 403;
    }

    /** @param opened the status of success */
    int open(Caller caller, @Nullable File file, int opened) {
        if (file == null || !sees(caller, file)) {
            return 404;
        }
        boolean waitsForItsUploader = file.state != State.READY && !file.uploader.equals(caller.user());
        return !waitsForItsUploader && settled(file) == 200 ? opened : 409;
    }

    int rename(Caller caller, @Nullable File file) {
        if (file == null || !sees(caller, file)) {
            return 404;
        }
        return may(caller, Action.RENAME, file) ? open(caller, file, 200) : 403;
    }

    int delete(Caller caller, @Nullable File file) {
        if (file == null || !file.owner.equals(caller.context())) {
            return 404;
        }
        if (file.state == State.DELETED) {
            return may(caller, Action.DELETE, null) ? 200 : 404;
        }
        if (!may(caller, Action.DELETE, file)) {
            return 403;
        }
        file.state = State.DELETED;
        return 200;
    }

    /** The ids of the files that a listing from its beginning shows, newest first. */
    List<String> list(Caller caller) {
        files.reversed().stream()
                .filter(file -> file.owner.equals(caller.context()) && file.uploader.equals(caller.user()))
                .filter(file -> file.state == State.PROMISED || file.state == State.SENT)
                .limit(SETTLED_BY_A_LISTING)
                .toList()
                .forEach(Oracle::settled);
        return files.reversed().stream()
                .filter(file -> file.state == State.READY && file.owner.equals(caller.context()))
                .map(file -> file.id)
                .toList();
    }

    private static int settled(File file) {
        if (file.state == State.SENT) {
            file.state = State.READY;
        }
        return file.state == State.READY ? 200 : 409;
    }

    /** In the words of {@link AccessPolicy#standard}. */
    private static boolean may(Caller caller, Action action, @Nullable File file) {
        if (caller.context() instanceof Owner.Personal || caller.role().compareTo(Role.ADMIN) >= 0) {
            return true;
        }
        boolean own = file == null || file.uploader.equals(caller.user());
        return caller.role() == Role.MEMBER
                && (action == Action.UPLOAD || ((action == Action.DELETE || action == Action.RENAME) && own));
    }
}
