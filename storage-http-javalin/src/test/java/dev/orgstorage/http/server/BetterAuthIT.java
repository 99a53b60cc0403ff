package dev.orgstorage.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.embedded.EmbeddedBucket;
import dev.orgstorage.embedded.EmbeddedPostgres;
import dev.orgstorage.http.server.BetterAuthProcess.Person;
import dev.orgstorage.http.server.Client.Reply;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.persistence.jooq.DatabaseSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The real better-auth beside the packaged server, on one PostgreSQL: it makes its tables, users, organizations, sessions
 * and tokens, and settings alone let these in here. One server takes sessions, another JWTs.
 */
class BetterAuthIT {
    private static final String SECRET = "the secret of better-auth, of 32 bytes and more";

    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.disposable();
    private static final EmbeddedBucket BUCKET = EmbeddedBucket.disposable();

    private static BetterAuthProcess host;
    private static ServerProcess sessions;
    private static ServerProcess tokens;

    @BeforeAll
    static void start() throws Exception {
        Tools.require("node", "npm");
        String url = POSTGRES.jdbcUrl().replaceFirst("jdbc:postgresql://", "postgres://" + POSTGRES.user() + "@");
        host = BetterAuthProcess.start(url, SECRET);
        DatabaseSettings settings = new DatabaseSettings(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password(), 1);
        try (Database database = Database.open(settings)) {
            database.migrate();
        }
        String address = host.address();
        sessions = serving(Map.of("AUTH", "better-auth", "BETTER_AUTH_SECRET", SECRET));
        tokens = serving(Map.of("AUTH", "better-auth-jwt", "BETTER_AUTH_URL", address));
        sessions.awaitReady();
        tokens.awaitReady();
    }

    @AfterAll
    static void close() {
        Stream.of(sessions, tokens, host, BUCKET, POSTGRES).forEach(BetterAuthIT::close);
    }

    private static void close(@Nullable AutoCloseable process) {
        try {
            if (process != null) {
                process.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileUploadedWithACookieIsThereWithABearerTokenAndWithAJwt() {
        Person ann = host.signUp("ann");
        String acme = ann.createOrganization("acme");
        Reply file = withCookie(ann).upload("plan.txt", "text/plain", "the plan".getBytes(UTF_8));
        assertThat(file.json().at("/context/organizationId").asString()).isEqualTo(acme);
        assertThat(file.text("uploadedBy")).isEqualTo(ann.id());
        for (Client client : everyWay(ann)) {
            assertThat(client.namesListed()).containsExactly("plan.txt");
            Reply context = client.get("/context").expecting(200);
            assertThat(context.text("role")).isEqualTo("owner");
            assertThat(context.json().at("/roles/" + acme).asString()).isEqualTo("owner");
            assertThat(client.in("personal").namesListed()).isEmpty();
        }
        assertThat(withBearer(ann).download(file.text("id"))).isEqualTo("the plan".getBytes(UTF_8));
        withJwt(ann).delete("/files/" + file.text("id")).expecting(200);
        assertThat(withCookie(ann).namesListed()).isEmpty();
    }

    @Test
    void whoeverIsRemovedIsOutWithTheNextRequestThoughTheirSessionStandsAsItWas() {
        Person kim = host.signUp("kim");
        Person bob = host.signUp("bob");
        String club = kim.createOrganization("club");
        String kims = withBearer(kim)
                .upload("kims.txt", "text/plain", "k".getBytes(UTF_8))
                .text("id");
        String member = kim.admit(bob, club, "member");
        String jwt = bob.jwt();
        List<Client> ways = List.of(withCookie(bob), withBearer(bob), new Client(tokens.address(), jwt));
        for (Client way : ways) {
            assertThat(way.namesListed()).containsExactly("kims.txt");
            way.delete("/files/" + kims).expecting(403);
        }

        kim.post("/organization/remove-member", Map.of("memberIdOrEmail", member, "organizationId", club));

        assertThat(bob.get("/get-session").at("/session/activeOrganizationId").asString())
                .isEqualTo(club);
        for (Client way : ways) {
            for (Client asking : List.of(way, way.in(club))) {
                for (Reply reply : List.of(
                        asking.get("/list"),
                        asking.get("/context"),
                        asking.get("/files/" + kims),
                        asking.get("/files/" + kims + "/content"),
                        asking.startUpload("late.txt", "text/plain", 1),
                        asking.post("/download-url", Map.of("id", kims)),
                        asking.delete("/files/" + kims))) {
                    assertThat(reply.expecting(403).text("code")).isEqualTo("not_a_member");
                }
            }
            assertThat(way.in("personal").namesListed()).isEmpty();
        }
        assertThat(withCookie(kim).namesListed()).containsExactly("kims.txt");
    }

    @Test
    void rolesAreThoseThatBetterAuthHasNow() {
        Person lea = host.signUp("lea");
        Person max = host.signUp("max");
        String team = lea.createOrganization("team");
        String leas = withBearer(lea)
                .upload("leas.txt", "text/plain", "l".getBytes(UTF_8))
                .text("id");
        String member = lea.admit(max, team, "member");
        withCookie(max).delete("/files/" + leas).expecting(403);
        lea.post(
                "/organization/update-member-role",
                Map.of("memberId", member, "organizationId", team, "role", List.of("member", "admin")));
        assertThat(withCookie(max).get("/context").text("role")).isEqualTo("admin");
        withCookie(max).delete("/files/" + leas).expecting(200);
    }

    @Test
    void twoTabsAreInTwoOrganizationsAtOnce() {
        Person eve = host.signUp("eve");
        String first = eve.createOrganization("first");
        String second = eve.createOrganization("second");
        for (Client client : everyWay(eve)) {
            assertThat(context(client)).isEqualTo(second);
            assertThat(context(client.in(first))).isEqualTo(first);
            client.in(first + "x").get("/list").expecting(403);
        }
        eve.post("/organization/set-active", Map.of("organizationId", first));
        assertThat(context(withCookie(eve))).isEqualTo(first);
    }

    @Test
    void whoeverSignsOutIsOut() {
        Person zoe = host.signUp("zoe");
        assertThat(withCookie(zoe).get("/context").expecting(200).text("user")).isEqualTo(zoe.id());
        Client unsigned = new Client(sessions.address(), zoe.unsigned());
        assertThat(unsigned.get("/context").status()).isEqualTo(401);
        zoe.post("/sign-out", Map.of());
        for (Client client : List.of(withCookie(zoe), withBearer(zoe))) {
            assertThat(client.get("/context").expecting(401).text("code")).isEqualTo("unauthenticated");
        }
    }

    @Test
    void aPageOfSomebodyElsesChangesNothingWithACookie() {
        Person uma = host.signUp("uma");
        Reply refused = withCookie(uma).with("Origin", "https://evil.example").startUpload("x.txt", "text/plain", 1);
        assertThat(refused.expecting(403).text("code")).isEqualTo("cross_site");
        withCookie(uma).startUpload("x.txt", "text/plain", 1).expecting(200);
    }

    private static String context(Client client) {
        return client.get("/context")
                .expecting(200)
                .json()
                .at("/context/organizationId")
                .asString();
    }

    private static List<Client> everyWay(Person person) {
        return List.of(withCookie(person), withBearer(person), withJwt(person));
    }

    /** As a page of the server's own sends it. */
    private static Client withCookie(Person person) {
        return new Client(sessions.address(), "")
                .with("Cookie", person.cookie())
                .with("Origin", sessions.address());
    }

    private static Client withBearer(Person person) {
        return new Client(sessions.address(), person.bearer());
    }

    private static Client withJwt(Person person) {
        return new Client(tokens.address(), person.jwt());
    }

    private static ServerProcess serving(Map<String, String> auth) throws IOException {
        Map<String, String> environment = new HashMap<>(auth);
        environment.putAll(Map.of(
                "PORT", "0",
                "DATABASE_URL", POSTGRES.jdbcUrl(),
                "DATABASE_USER", POSTGRES.user(),
                "DATABASE_PASSWORD", POSTGRES.password(),
                "R2_ENDPOINT", BUCKET.endpoint().toString(),
                "R2_BUCKET", BUCKET.bucket(),
                "R2_ACCESS_KEY_ID", BUCKET.credentials().accessKey(),
                "R2_SECRET_ACCESS_KEY", BUCKET.credentials().secretKey()));
        return ServerProcess.start(environment);
    }
}
