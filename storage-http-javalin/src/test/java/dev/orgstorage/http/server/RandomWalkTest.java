package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.http.server.Oracle.File;
import dev.orgstorage.http.server.Oracle.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Sixteen users in six organizations that they join and leave ask at random, with good, stale, swapped and tampered
 * tokens, ids, keys and cursors; an {@link Oracle} knows each answer. The seed is the same on every run unless {@code
 * -Dwalk.seed} gives another; {@code -Dwalk.requests=100000} walks longer.
 */
final class RandomWalkTest {
    private static final int REQUESTS = Integer.getInteger("walk.requests", 5000);
    private static final long SEED = Long.getLong("walk.seed", 1L);
    private static final int USERS = 16;
    private static final int PAGE = 7;

    /** Some of them look like parts of others, of keys, or like words of the interface. */
    private static final List<OrganizationId> ORGANIZATIONS = Stream.of("a", "ab", "a/b", "a%2Fb", "personal", "org ü")
            .map(OrganizationId::new)
            .toList();

    private static final RealServer SERVER = RealServer.withMembers();

    private final Random random = new Random(SEED);
    private final FileIds ids = new FileIds(InstantSource.system(), random);
    private final Oracle oracle = new Oracle();
    private final List<UserId> users = IntStream.range(0, USERS)
            .mapToObj(i -> new UserId(i == 0 ? "a" : "auth0|user " + i))
            .toList();
    private final List<String> cursors = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new HashMap<>();
    private final Map<Lie, Integer> lies = new EnumMap<>(Lie.class);

    /** What may be wrong with a token. */
    private enum Lie {
        NONE,
        MISSING,
        EXPIRED,
        TAMPERED_CLAIMS,
        TAMPERED_SIGNATURE,
        SWAPPED
    }

    /** A request to make: by whom, in which context, as the oracle sees it, and the client who makes it. */
    private record Ask(Client client, Optional<Caller> caller, boolean isKnown) {}

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void nobodySeesWhatIsNotTheirsAndNobodyIsRefusedWhatIs() {
        users.forEach(user -> SERVER.known(user.value()));
        users.forEach(user -> ORGANIZATIONS.forEach(organization -> {
            if (random.nextInt(3) == 0) {
                join(user, organization);
            }
        }));
        for (int i = 0; i < REQUESTS; i++) {
            if (random.nextInt(12) == 0) {
                changeMembership();
            }
            request();
        }
        assertThat(statuses.keySet()).as("all outcomes have been met").contains(200, 302, 400, 401, 403, 404, 409);
        assertThat(lies).as("all lies have been told").hasSize(Lie.values().length);
        assertThat(oracle.files.stream().map(file -> file.state).distinct()).hasSize(State.values().length);
    }

    private void changeMembership() {
        UserId user = one(users);
        OrganizationId organization = one(ORGANIZATIONS);
        if (oracle.memberships(user).containsKey(organization) && random.nextBoolean()) {
            SERVER.leave(user.value(), organization.value());
            oracle.leave(user, organization);
        } else {
            join(user, organization);
        }
    }

    private void join(UserId user, OrganizationId organization) {
        Role role = one(List.of(Role.values()));
        SERVER.join(user.value(), organization.value(), role.name().toLowerCase(Locale.ROOT));
        oracle.join(user, organization, role);
    }

    private void request() {
        Ask ask = ask();
        switch (random.nextInt(15)) {
            case 0, 1 -> start(ask);
            case 2, 3 -> complete(ask, aFile(ask));
            case 4, 5 -> list(ask);
            case 6 -> listFromSomewhere(ask);
            case 7 -> look(ask, aFile(ask));
            case 8, 9 -> open(ask, aFile(ask));
            case 10 -> follow(ask, aFile(ask));
            case 11 -> delete(ask, aFile(ask));
            case 12 -> context(ask);
            case 13 -> rename(ask, aFile(ask));
            default -> expect(ask, ask.client().get("/audit?limit=3"), caller -> oracle.audit(caller));
        }
    }

    private Ask ask() {
        UserId user = one(users);
        @Nullable OrganizationId active = random.nextInt(3) == 0 ? null : anOrganization(user);
        Lie lie = random.nextInt(4) > 0 ? Lie.NONE : one(List.of(Lie.values()));
        lies.merge(lie, 1, Integer::sum);
        Client client = SERVER.with(token(user, active, lie));
        return switch (random.nextInt(5)) {
            case 0 -> asking(client.in("personal"), user, null, lie);
            case 1 -> {
                OrganizationId other = anOrganization(user);
                yield asking(client.in(header(other)), user, other, lie);
            }
            default -> asking(client, user, active, lie);
        };
    }

    private Ask asking(Client client, UserId user, @Nullable OrganizationId organization, Lie lie) {
        return new Ask(client, oracle.caller(user, organization), lie == Lie.NONE);
    }

    /** More often one that the user is a member of. */
    private OrganizationId anOrganization(UserId user) {
        List<OrganizationId> own = ORGANIZATIONS.stream()
                .filter(oracle.memberships(user)::containsKey)
                .toList();
        return own.isEmpty() || random.nextInt(4) == 0 ? one(ORGANIZATIONS) : one(own);
    }

    private String token(UserId user, @Nullable OrganizationId active, Lie lie) {
        @Nullable String organization = active == null ? null : active.value();
        String good = SERVER.token(user.value(), organization, Duration.ofHours(9));
        return switch (lie) {
            case NONE -> good;
            case MISSING -> "";
            case EXPIRED -> SERVER.token(user.value(), organization, Duration.ofMinutes(-2));
            case TAMPERED_CLAIMS -> tampered(good, good.indexOf('.') + 1, good.lastIndexOf('.'));
            case TAMPERED_SIGNATURE -> tampered(good, good.lastIndexOf('.') + 1, good.length() - 1);
            case SWAPPED -> {
                UserId other = users.get((users.indexOf(user) + 1) % USERS);
                String others = SERVER.token(other.value(), organization, Duration.ofHours(9));
                yield good.substring(0, good.lastIndexOf('.')) + others.substring(others.lastIndexOf('.'));
            }
        };
    }

    private String tampered(String token, int from, int to) {
        int at = random.nextInt(from, to);
        char other = token.charAt(at) == 'x' ? 'y' : 'x';
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    private static String header(OrganizationId organization) {
        return PercentEncoding.encode(organization.value()).replace("personal", "%70ersonal");
    }

    private void start(Ask ask) {
        byte[] bytes = ("bytes " + random.nextInt()).getBytes(StandardCharsets.UTF_8);
        Reply reply = ask.client().startUpload("walk.txt", "text/plain", bytes.length);
        if (expect(ask, reply, oracle::upload) == 200) {
            Caller caller = ask.caller().orElseThrow();
            File file = new File(reply.text("recordId"), reply.text("fileKey"), caller.context(), caller.user(), bytes);
            oracle.files.add(file);
            if (random.nextInt(4) > 0) {
                Client.deliver(reply, bytes);
                file.state = State.SENT;
            }
        }
    }

    private void complete(Ask ask, @Nullable File file) {
        expect(
                ask,
                ask.client().post("/uploads/" + id(file) + "/complete", Map.of()),
                caller -> oracle.complete(caller, file));
    }

    private void list(Ask ask) {
        List<String> listed = new ArrayList<>();
        Reply page = ask.client().get("/list?limit=" + PAGE);
        int status = expect(ask, page, caller -> 200);
        while (status == 200) {
            page.json().path("files").forEach(file -> listed.add(file.path("id").asString()));
            if (page.json().path("nextCursor").isNull()) {
                assertThat(listed).isEqualTo(oracle.list(ask.caller().orElseThrow()));
                return;
            }
            cursors.add(page.text("nextCursor"));
            page = ask.client()
                    .get("/list?limit=" + PAGE + "&cursor=" + page.text("nextCursor"))
                    .expecting(200);
        }
    }

    /** With a cursor of whatever context, or one that nobody gave out. */
    private void listFromSomewhere(Ask ask) {
        if (random.nextInt(3) == 0 || cursors.isEmpty()) {
            Reply reply = ask.client().get("/list?cursor=" + one(List.of("x", "AAAA", "..", "%00", "org%3Aa")));
            expect(ask, reply, caller -> 400);
            return;
        }
        Reply page = ask.client().get("/list?limit=" + PAGE + "&cursor=" + one(cursors));
        if (expect(ask, page, caller -> 200) == 200) {
            Owner context = ask.caller().orElseThrow().context();
            Set<String> theirs = new TreeSet<>();
            oracle.files.stream()
                    .filter(file -> file.state == State.READY && file.owner.equals(context))
                    .forEach(file -> theirs.add(file.id));
            page.json()
                    .path("files")
                    .forEach(file -> assertThat(theirs).contains(file.path("id").asString()));
        }
    }

    private void look(Ask ask, @Nullable File file) {
        Reply reply = ask.client().get("/files/" + id(file));
        if (expect(ask, reply, caller -> oracle.read(caller, file)) == 200 && file != null) {
            assertThat(reply.text("fileKey")).isEqualTo(file.key);
            assertThat(reply.text("filename")).isEqualTo(file.name);
        }
    }

    private void open(Ask ask, @Nullable File file) {
        Map<String, String> named = random.nextBoolean() ? Map.of("id", id(file)) : Map.of("fileKey", key(file));
        Reply reply = ask.client().post("/download-url", named);
        if (expect(ask, reply, caller -> oracle.open(caller, file, 200)) == 200 && file != null) {
            assertThat(Client.fetch(reply.text("downloadUrl"))).isEqualTo(file.bytes);
        }
    }

    private void follow(Ask ask, @Nullable File file) {
        Reply reply = ask.client().get("/files/" + id(file) + "/content");
        if (expect(ask, reply, caller -> oracle.open(caller, file, 302)) == 302 && file != null) {
            assertThat(Client.fetch(reply.headers().firstValue("Location").orElseThrow()))
                    .isEqualTo(file.bytes);
        }
    }

    private void rename(Ask ask, @Nullable File file) {
        String name = "walk " + random.nextInt() + ".txt";
        Reply reply = ask.client().patch("/files/" + id(file), Map.of("fileName", name));
        if (expect(ask, reply, caller -> oracle.rename(caller, file)) == 200 && file != null) {
            file.name = name;
        }
    }

    private void delete(Ask ask, @Nullable File file) {
        String path = random.nextBoolean() ? "/files/" + id(file) : "/" + PercentEncoding.encode(key(file));
        expect(ask, ask.client().delete(path), caller -> oracle.delete(caller, file));
    }

    private void context(Ask ask) {
        Reply reply = ask.client().get("/context");
        if (expect(ask, reply, caller -> 200) == 200) {
            Set<String> shown = new TreeSet<>();
            reply.json().path("organizations").forEach(organization -> shown.add(organization.asString()));
            Set<String> known = new TreeSet<>();
            oracle.memberships(ask.caller().orElseThrow().user())
                    .keySet()
                    .forEach(organization -> known.add(organization.value()));
            assertThat(shown).isEqualTo(known);
        }
    }

    /** What the oracle is asked if the caller is known and where they want to be. */
    private interface Judgement {
        int of(Caller caller);
    }

    private int expect(Ask ask, Reply reply, Judgement judgement) {
        int expected = !ask.isKnown() ? 401 : ask.caller().map(judgement::of).orElse(403);
        assertThat(reply.status())
                .as("%s, seed %s: %s", ask.caller(), SEED, reply.json())
                .isEqualTo(expected);
        statuses.merge(expected, 1, Integer::sum);
        return expected;
    }

    /** A file of anybody, rather one of the caller's context and rather a new one; null for one that never was. */
    private @Nullable File aFile(Ask ask) {
        List<File> all = oracle.files;
        if (all.isEmpty() || random.nextInt(20) == 0) {
            return null;
        }
        List<File> near = all.subList(Math.max(0, all.size() - 60), all.size()).stream()
                .filter(file -> ask.caller()
                        .filter(who -> who.context().equals(file.owner))
                        .isPresent())
                .toList();
        return near.isEmpty() || random.nextInt(3) == 0 ? one(all) : one(near);
    }

    private String id(@Nullable File file) {
        return file == null ? ids.next().toString() : file.id;
    }

    private String key(@Nullable File file) {
        return file == null ? "uploads/users/a/" + ids.next() + "-walk.txt" : file.key;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
