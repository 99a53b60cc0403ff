package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.AuditTrail;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.InMemoryAuditTrail;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.testkit.SettableClock;
import dev.orgstorage.usecase.Storage;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The routes on the testkit's fakes, served on a free port, and people who are known by a token of their own. */
final class TestApi implements AutoCloseable {
    static final UserId ANN = new UserId("auth0|ann");
    static final UserId BOB = new UserId("auth0|bob");
    static final OrganizationId ACME = new OrganizationId("org_acme");
    static final OrganizationId GLOBEX = new OrganizationId("org_globex");
    static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);
    static final String HELLO_TXT = upload("hello.txt", "text/plain", HELLO.length);

    /** The body of a request for another name. */
    static final String RENAMED_TXT = "{\"fileName\":\"renamed.txt\"}";

    final SettableClock clock = new SettableClock(Instant.parse("2026-10-25T00:59:59.999999Z"));
    final InMemoryFileRecords records = new InMemoryFileRecords(clock);
    final InMemoryObjectStore objects = new InMemoryObjectStore(clock);

    /** The names of the methods of the records that were called. */
    final List<String> work = new CopyOnWriteArrayList<>();

    final InMemoryAuditTrail trail = new InMemoryAuditTrail();

    private final BlockingQueue<AuditEntry> arrived = new LinkedBlockingQueue<>();
    private final Audit audit;
    private final Map<String, Principal> people = new ConcurrentHashMap<>();
    private final Javalin javalin;

    TestApi() {
        this(UploadLimits.standard());
    }

    TestApi(UploadLimits limits) {
        this(limits, null);
    }

    /** With somebody else's way to tell who asks. */
    TestApi(Authenticator authenticator) {
        this(UploadLimits.standard(), authenticator);
    }

    private TestApi(UploadLimits limits, @Nullable Authenticator authenticator) {
        Storage storage = Storage.over(noting(records), records.tombstones(), objects)
                .with(clock, new FileIds(clock, new Random(20_261_025)))
                .with(limits);
        audit = Audit.start(new Arriving(), AccessPolicy.standard(), clock, new FileIds(clock, new Random(20_261_124)));
        StorageApi api = new StorageApi(storage, authenticator == null ? this::whoever : authenticator, audit);
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.concurrency.useVirtualThreads = true;
                    config.http.prefer405over404 = true;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    api.mount(config);
                    Problems.mountFallbacks(config);
                })
                .start();
    }

    int port() {
        return javalin.port();
    }

    /** Somebody without a token. */
    Client stranger() {
        return new Client(URI.create("http://127.0.0.1:" + port() + "/api/storage"), Map.of());
    }

    Client as(Principal principal) {
        String token = "token-" + (people.size() + 1);
        people.put(token, principal);
        return stranger().with("Authorization", "Bearer " + token);
    }

    Client ann() {
        return as(Principal.personal(ANN));
    }

    Client annAtAcme(Role role) {
        return as(Principal.in(ACME, ANN, role));
    }

    Client bobAtAcme(Role role) {
        return as(Principal.in(ACME, BOB, role));
    }

    /** Ann, at Acme and at Globex, among her own files if she does not ask for others. */
    Client annEverywhere() {
        return as(new Principal(ANN, Owner.of(ANN), Map.of(ACME, Role.MEMBER, GLOBEX, Role.OWNER)));
    }

    /** The body of a request for an upload. */
    static String upload(String name, String type, long size) {
        return Reply.written(Map.of("fileName", name, "fileType", type, "fileSize", size));
    }

    /** Promises {@code hello.txt} of eleven bytes, a millisecond after whatever was before. */
    JsonNode started(Client client) {
        return started(client, HELLO_TXT);
    }

    JsonNode started(Client client, String json) {
        clock.advance(Duration.ofMillis(1));
        return client.post("/upload-url", json).succeeded().json();
    }

    /** A file that is in the bucket, which nobody has told the API yet. */
    JsonNode uploaded(Client client) {
        JsonNode started = started(client);
        assertThat(put(started, HELLO).status()).isEqualTo(200);
        return started;
    }

    /** A file that is ready, as the API shows it. */
    JsonNode ready(Client client) {
        String id = uploaded(client).at("/recordId").asString();
        return client.post("/uploads/" + id + "/complete").succeeded().json();
    }

    /** The bucket's answer to the upload that the API signed. */
    Answer put(JsonNode started, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        started.at("/headers")
                .properties()
                .forEach(e -> headers.put(e.getKey(), e.getValue().asString()));
        return objects.send(
                new SignedRequest(
                        started.at("/method").asString(),
                        URI.create(started.at("/uploadUrl").asString()),
                        headers,
                        Duration.ofSeconds(started.at("/expiresIn").asLong())),
                body);
    }

    /** The bucket's answer to a download URL. */
    Answer fetch(String url) {
        return objects.send(new SignedRequest("GET", URI.create(url), Map.of(), Duration.ofHours(1)), new byte[0]);
    }

    /** The next entry of the audit trail, of any context, that was not asked for yet. */
    AuditEntry audited() throws InterruptedException {
        return Objects.requireNonNull(arrived.poll(20, TimeUnit.SECONDS), "Nothing arrives in the audit trail");
    }

    /** Those that arrive until the routes are closed. */
    List<AuditEntry> auditedToTheEnd() {
        close();
        List<AuditEntry> rest = new ArrayList<>();
        arrived.drainTo(rest);
        return rest;
    }

    @Override
    public void close() {
        javalin.stop();
        audit.close();
    }

    /** The trail, and who waits for its entries is told. */
    private final class Arriving implements AuditTrail {
        @Override
        public void append(Collection<AuditEntry> entries) {
            trail.append(entries);
            arrived.addAll(entries);
        }

        @Override
        public AuditPage page(Owner context, AuditQuery query) {
            return trail.page(context, query);
        }
    }

    private Principal whoever(Context request) {
        String token = Objects.requireNonNullElse(request.header("Authorization"), "Bearer nobody");
        Principal principal = people.get(token.substring("Bearer ".length()));
        if (principal == null) {
            throw new StorageException.Unauthenticated("Nobody has this token");
        }
        return principal;
    }

    private FileRecords noting(FileRecords real) {
        return (FileRecords) Proxy.newProxyInstance(
                TestApi.class.getClassLoader(), new Class<?>[] {FileRecords.class}, (proxy, method, arguments) -> {
                    work.add(method.getName());
                    return call(real, method, arguments);
                });
    }

    private static @Nullable Object call(FileRecords real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
